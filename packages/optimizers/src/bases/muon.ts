import { chain, fromOptions, type RememberOptions, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  flag,
  hyperparameter,
  list,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { orthogonalize, partition, scale, scaleByAdam, scaleByNu } from '@momenta/transforms'
import { type CommonOptions, learningRateOption } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { average } from './shapes.js'

const options = {
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

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.02.
   */
  learningRate: learningRateOption(0.02),
}

/** Options of {@link muon}. */
export interface MuonOptions
  extends OptionsOf<typeof options>,
    Omit<CommonOptions, keyof typeof own>,
    OptionsOf<typeof own> {}

/** Options of {@link muon} with critical momenta. */
export interface MuonCMOptions extends MuonOptions, RememberOptions {}

const isMatrix = (shape: readonly number[]): boolean => shape.length >= 2 && !shape.includes(0)

/** A rule for leaves with at least two axes, and one for the others. */
const byAxes = (matrices: Transform, others: Transform): Transform =>
  partition({ matrices, others }, (_, shape) => (isMatrix(shape) ? 'matrices' : 'others'))

/**
 * Muon: the momentum of a matrix, orthogonalized by Newton-Schulz iterations, θ ← θ − α √max(1,
 * columns/rows) NS(m̂). Leaves with fewer than two axes, such as biases, get Adam.
 *
 * Options and defaults: `learningRate` 0.02, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `momentum` 0.95, `nesterov` true, `steps` 5,
 * `coefficients` [3.4445, -4.775, 2.0315], `factor` 'columns', `b1` 0.9, `b2` 0.999, `eps` 1e-8,
 * `adamScale` 1.
 *
 * As in Optax, rows are inputs and the momentum is debiased; in PyTorch rows are outputs (`factor`
 * 'rows' on its transpose) and it is not. A kernel with more axes is a matrix whose columns are its
 * last axis; Optax gives it to Adam. Embeddings and output layers are best given to Adam with
 * `partition`.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Jordan et al. 2024, kellerjordan.github.io/posts/muon; `optax.contrib.muon`.
 *
 * @example
 * import { muon } from '@momenta/optimizers'
 *
 * muon().transform.map(({ name }) => name) // => ['ema', 'orthogonalize', 'scaleByAdam', 'scale', 'scaleByLearningRate']
 */
export const muon: FinishedOptimizer<MuonOptions, MuonCMOptions> = defineOptimizer(
  'muon',
  defineFactory('muonBase', options, (given) => {
    const { momentum, nesterov, steps, coefficients, factor, b1, b2, eps, adamScale } = given
    const nearest = orthogonalize({ steps, coefficients, factor })
    const ahead = average(momentum, nesterov, 'momentum')
    const slower = fromOptions(scale({ factor: adamScale }), { factor: 'adamScale' })
    return {
      whole: byAxes(chain(ahead, nearest), chain(scaleByAdam({ b1, b2, eps, nesterov }), slower)),
      cuts: ['nu'],
      halves: ({ nu }) => [
        byAxes(ahead, average(b1, nesterov)),
        byAxes(
          nearest,
          chain(
            fromOptions(
              scaleByNu({ b1: 0, b2, eps, of: nu === 'gradients' ? 'grads' : 'updates' }),
              { b1: null },
            ),
            slower,
          ),
        ),
      ],
    }
  }),
  own,
)
