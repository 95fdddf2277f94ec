import { type Oracle, oracleOf } from '@momenta/eager'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import type { Case, Step } from '../cases/Case.js'
import { numbersOf } from '../cases/numbersOf.js'
import type { Plant } from '../cases/plant.js'
import { curvature } from './gradientOf.js'
import { isSearching, lossOf } from './lossOf.js'

const isTensor = (node: unknown): node is tf.Tensor => node instanceof tf.Tensor

/** The leaves of a tree of tensors by name. */
export const namedTensors = (tree: object): ReadonlyMap<string, tf.Tensor> => {
  const flat = flatten('fuzz', tree, isTensor)
  return new Map(flat.names.map((name, i) => [name, flat.leaves[i] as tf.Tensor]))
}

/** A tree from leaves by name. */
export const grownOf = (
  { leaves, grow }: Plant,
  named: ReadonlyMap<string, tf.Tensor>,
  order: number,
): object => grow((i) => named.get(leaves[i]?.name as string) as tf.Tensor, order)

/**
 * The loss of the case in one step, on tensors: gradients that are given, or a bowl that tfjs
 * differentiates.
 */
export const tensorOracle = (
  one: Case,
  step: Step,
  planted: Plant,
  made: (gradient: tf.Tensor) => tf.Tensor = (gradient) => gradient,
): Oracle<object> => {
  const { loss } = one
  const { numbers, order } = step
  const numbered = (params: object) => {
    const named = namedTensors(params)
    return planted.leaves.map(({ name }, i) => [name, named.get(name) as tf.Tensor, i] as const)
  }
  const target = ({ shape, size }: tf.Tensor, i: number, microbatch: number) =>
    tf.tensor(numbersOf(numbers, i, size, microbatch), shape, 'float32')
  const valueAt = (params: object, microbatch: number) => {
    const leaves = isSearching(one) ? numbered(params).map(([, w]) => w.dataSync()) : []
    return tf.scalar(Math.fround(lossOf(one, step, leaves, microbatch)))
  }
  if (loss === 'given' || planted.leaves.every(({ size }) => size === 0))
    return (params, microbatch) => ({
      value: valueAt(params, microbatch),
      grads: grownOf(
        planted,
        new Map(numbered(params).map(([name, w, i]) => [name, made(target(w, i, microbatch))])),
        order,
      ),
    })
  // An empty leaf has no part in the loss, and its gradient is empty.
  const bowl = oracleOf((params: object, microbatch) =>
    tf.addN(
      numbered(params)
        .filter(([, w]) => w.size > 0)
        .map(([, w, i]): tf.Scalar => {
          const far = tf.sub(w, target(w, i, microbatch))
          // The gradient of a product is added up of two equal halves, so it is rounded once.
          return tf.sum(tf.mul(tf.mul(curvature(i) / 2, far), far))
        }),
    ),
  )
  // The sum of the loss rounds differently on another backend, and a part may read it.
  return (params, microbatch) => ({
    ...bowl(params, microbatch),
    value: valueAt(params, microbatch),
  })
}
