import type { LeafMeasurement } from '@momenta/core/program'
import { measure } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Measuring } from './Engine.js'
import { splitReduction } from './splitReduction.js'

/** Measures operation by operation, as eager does. */
export const measureByOperations = ({
  norms,
  values,
  reductions,
}: Measuring): readonly number[] => {
  const parts = reductions.map(splitReduction)
  const split = parts.flatMap((part) => part.split)
  try {
    return measure([
      ...norms.map((of) => ({ by: 'norm', of }) as const),
      ...values.map((of) => ({ by: 'sum', of }) as const),
      ...split.flatMap(({ reduction, rows }) =>
        rows.map(({ loads }) => ({
          by: reduction.outputs[0]?.by as LeafMeasurement<tf.Tensor>['by'],
          of: loads[0] as tf.Tensor,
        })),
      ),
    ])
  } finally {
    tf.dispose(parts.flatMap(({ made }) => made))
  }
}
