import { chain, fromOptions, identity, type Transform } from '@momenta/core'
import {
  choice,
  type FilledOf,
  flag,
  hyperparameter,
  list,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { orthogonalize, partition, scale, scaleByAdam, scaleByNu } from '@momenta/transforms'
import type { Base } from './Base.js'
import { average } from './shapes.js'

/** The options of Muon's rule. */
export const muonOptions = {
  /** Decay of the momentum of matrices, in [0, 1). Default 0.95. */
  momentum: hyperparameter(ranges.decay, 0.95),
  /** Looks one step ahead, after Dozat. Default true. */
  nesterov: flag(true),
  /** The number of Newton-Schulz iterations, a positive integer. Default 5. */
  steps: number(ranges.positiveCount, 5),
  /**
   * a, b, c of an iteration: three numbers for all, or three for each, of which the last are used.
   * Default [3.4445, -4.775, 2.0315].
   */
  coefficients: list<number>(number(ranges.finite, 1), [3.4445, -4.775, 2.0315], {
    says: 'must be a list of three finite numbers, or of three for each iteration',
    holds: (items) => items.length > 0 && items.length % 3 === 0,
  }),
  /** The factor of a matrix, as in `orthogonalize`. Default 'columns'. */
  factor: choice(['columns', 'rows', 'rms', 'none'], 'columns'),
  /** Adam's first decay for other leaves, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** Adam's second decay for other leaves, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** Adam's ε for other leaves, >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** Multiplies the learning rate of other leaves, a finite number. Default 1. */
  adamScale: hyperparameter(ranges.finite, 1),
}

/** Options of Muon. */
export interface MuonRuleOptions extends OptionsOf<typeof muonOptions> {}

const isMatrix = (shape: readonly number[]): boolean => shape.length >= 2 && !shape.includes(0)

/** A rule for leaves with at least two axes, and one for the others. */
const byAxes = (matrices: Transform, others: Transform): Transform =>
  partition({ matrices, others }, (_, shape) => (isMatrix(shape) ? 'matrices' : 'others'))

/** The rule of Muon from its options, with a part after the orthogonalized momentum. */
export const muonRule = (
  {
    momentum,
    nesterov,
    steps,
    coefficients,
    factor,
    b1,
    b2,
    eps,
    adamScale,
  }: FilledOf<typeof muonOptions>,
  after: Transform = identity,
): Base => {
  const nearest = chain(orthogonalize({ steps, coefficients, factor }), after)
  const ahead = average(momentum, nesterov, 'momentum')
  const slower = fromOptions(scale({ factor: adamScale }), { factor: 'adamScale' })
  const scaling = (of: 'grads' | 'updates') =>
    chain(fromOptions(scaleByNu({ b1: 0, b2, eps, of }), { b1: null }), slower)
  return {
    whole: byAxes(chain(ahead, nearest), chain(scaleByAdam({ b1, b2, eps, nesterov }), slower)),
    cuts: ['nu'],
    halves: ({ nu }) => [
      byAxes(ahead, average(b1, nesterov)),
      byAxes(nearest, scaling(nu === 'gradients' ? 'grads' : 'updates')),
    ],
  }
}
