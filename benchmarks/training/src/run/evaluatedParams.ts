import type { Tensors } from '@momenta/bench-models'
import type { Optimizer } from '@momenta/core'
import type { Iterate } from '@momenta/eager'
import { averagesOf } from '@momenta/transforms'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'

const isTensor = (node: unknown): node is tf.Tensor => node instanceof tf.Tensor

/**
 * The parameters that are measured on held-out data: their averages if the optimizer keeps them.
 * Borrowed from the iterate.
 */
export const evaluatedParams = (
  { transform }: Optimizer,
  { params, state }: Iterate<Tensors>,
): Tensors => {
  if (!transform.some(({ role }) => role === 'average')) return params
  const averages = averagesOf(transform, state)
  const { names, rebuild } = flatten('evaluatedParams', params, isTensor)
  return rebuild(names.map((name) => averages[name] as tf.Tensor)) as Tensors
}
