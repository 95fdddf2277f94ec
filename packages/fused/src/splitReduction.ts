import type { Reducer, Reduction } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { Measuring } from './Engine.js'
import { interpretNodes } from './interpret.js'

type Reductions = Measuring['reductions']

/** A leaf itself, reduced. */
const itself = (by: Reducer): Reduction => {
  const stream = { kind: 'updates' } as const
  const node = { id: 0, uniform: false, kind: 'load', index: 0, stream } as const
  const outputs = [{ by, name: by, node }]
  return { nodes: [node], loads: [stream], scalars: [], constants: [], outputs }
}

/** Reductions of leaves as they are, one for each way. */
export const plain: { readonly [B in Reducer]: Reduction } = {
  squares: itself('squares'),
  sum: itself('sum'),
  maximum: itself('maximum'),
}

/**
 * Computes the expressions of a reduction operation by operation.
 *
 * @returns Reductions of the values, whose results are in the same order, and the values, which
 *   belong to the caller.
 */
export const splitReduction = ({
  reduction,
  scalars,
  rows,
}: Reductions[number]): {
  readonly split: Reductions
  readonly made: readonly tf.Tensor[]
} => {
  const { outputs } = reduction
  const parts = rows.flatMap(({ size, loads }) => {
    const used = outputs.map(({ node }) => ({ node, shape: loads[0]?.shape ?? [size] }))
    const values = interpretNodes(reduction, used, scalars, loads)
    return outputs.map(({ by }, o) => ({ by, size, value: values[o] as tf.Tensor }))
  })
  return {
    split: parts.map(({ by, size, value }) => ({
      reduction: plain[by],
      scalars: [],
      rows: [{ size, loads: [value] }],
    })),
    made: parts.map(({ value }) => value),
  }
}
