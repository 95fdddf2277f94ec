import { fromOptions, type Transform } from '@momenta/core'
import { type FilledOf, hyperparameter, number, ranges } from '@momenta/options'
import { partition, scaleByAdam, scaleByGalore, scaleByNu } from '@momenta/transforms'
import type { Base } from './Base.js'
import { average } from './shapes.js'

/** The options of GaLore's rule. */
export const galoreOptions = {
  /** The number of singular vectors, a positive integer. Default 128. */
  rank: number(ranges.positiveCount, 128),
  /** The vectors are computed in every such step, a positive integer. Default 200. */
  every: number(ranges.positiveCount, 200),
  /** Multiplies what is projected back, a finite number. Default 0.25. */
  scale: hyperparameter(ranges.finite, 0.25),
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
}

/** A rule for leaves with two axes, and one for the others. */
const byAxes = (matrices: Transform, others: Transform): Transform =>
  partition({ matrices, others }, (_, shape) =>
    shape.length === 2 && !shape.includes(0) ? 'matrices' : 'others',
  )

/** The rule of GaLore, or with the part of the gradient outside the subspace that of Fira. */
export const galoreRule = (
  { b1, b2, eps, ...rest }: FilledOf<typeof galoreOptions>,
  residual: boolean,
): Base => {
  const own = { ...rest, b2, eps, residual }
  const scaling = (of: 'grads' | 'updates') =>
    byAxes(
      fromOptions(scaleByGalore({ ...own, averages: false, of, vectorsOf: of }), { b1: null }),
      fromOptions(scaleByNu({ b1: 0, b2, eps, of }), { b1: null }),
    )
  return {
    whole: byAxes(scaleByGalore({ ...own, b1 }), scaleByAdam({ b1, b2, eps })),
    cuts: ['nu'],
    halves: ({ nu }) => [average(b1), scaling(nu === 'gradients' ? 'grads' : 'updates')],
  }
}
