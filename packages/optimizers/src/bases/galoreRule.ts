import { type FilledOf, hyperparameter, number, ranges } from '@momenta/options'
import { scaleByGalore } from '@momenta/transforms'
import type { Base } from './Base.js'
import { matricesOrAdam } from './matricesOrAdam.js'

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

/** The rule of GaLore, or with the part of the gradient outside the subspace that of Fira. */
export const galoreRule = (
  { b1, ...rest }: FilledOf<typeof galoreOptions>,
  residual: boolean,
): Base =>
  matricesOrAdam({ b1, ...rest }, (of) =>
    scaleByGalore({
      ...rest,
      residual,
      ...(of === undefined ? { b1 } : { averages: false, of, vectorsOf: of }),
    }),
  )
