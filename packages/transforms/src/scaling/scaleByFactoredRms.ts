import { describeWhole, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { factoredAxes, unused, without } from './factoredAxes.js'
import { type LeafSteps, leafSteps, planLeafSteps } from './leafSteps.js'
import { divisorEps } from './secondMoment.js'

const options = {
  /** The decay at step t is 1 − t^−decayRate, > 0. Default 0.8. */
  decayRate: hyperparameter(ranges.positive, 0.8),
  /** ε >= 0, see `epsInSquare`. Default 1e-30. */
  eps: hyperparameter(ranges.nonNegative, 1e-30),
  /**
   * Whether ε is added to the squares of gradients (Optax), or the mean of R is at least ε and the
   * second moment at least ε² (PyTorch). Default true.
   */
  epsInSquare: flag(true),
  /**
   * Whether leaves are factored along their largest two axes (Optax) or their last two (PyTorch).
   */
  axes: choice(['largest', 'last'], 'largest'),
  /**
   * The minimum length of the shorter of these axes; leaves below are not factored. Default 128.
   */
  minSize: number(ranges.count, 128),
}

/** Options of {@link scaleByFactoredRms}. */
export interface ScaleByFactoredRmsOptions extends OptionsOf<typeof options> {}

/**
 * Adafactor's scaling: the second moment of a matrix is the product of a column and a row.
 *
 * With β = 1 − t^−decayRate, t the number of the leaf's step, and q = u² + ε: R = β R + (1 − β)
 * mean(q) over one axis, C the same over the other; u' = u/√(R C/mean(R)). Leaves that are not
 * factored keep V = β V + (1 − β) q and return u/√V.
 *
 * State: a row and a column for each factored leaf, else one copy of the parameters.
 * Hyperparameters: `decayRate`, `eps`. In float32 the squares of gradients above 1e18 overflow, and
 * the updates of a factored leaf with such are NaN: clip them before.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Shazeer and Stern, arXiv 1804.04235; `optax.scale_by_factored_rms`,
 * `torch.optim.Adafactor`.
 *
 * @example
 * import { scaleByFactoredRms } from '@momenta/transforms'
 *
 * scaleByFactoredRms().map(({ name }) => name) // => ['scaleByFactoredRms']
 */
export const scaleByFactoredRms: Factory<ScaleByFactoredRmsOptions, Transform> = defineFactory(
  'scaleByFactoredRms',
  options,
  (given) => {
    const { epsInSquare } = given
    const axesOf = (shape: readonly number[]) => factoredAxes(shape, given)
    const along = (which: 0 | 1) => (shape: readonly number[]) => {
      const axes = axesOf(shape)
      return axes === undefined ? unused(shape) : without(shape, axes[which])
    }
    const whole = (shape: readonly number[]) => (axesOf(shape) ? unused(shape) : shape)
    return describeWhole({
      name: 'scaleByFactoredRms',
      slots: {
        row: { fill: 0, shape: along(0) },
        column: { fill: 0, shape: along(1) },
        nu: { fill: 0, shape: whole },
      },
      ...describeOptions(options, given),
      init: leafSteps,
      plan: (host: LeafSteps, { names }, { decayRate = 0, eps = 0 }) => {
        const scalars = { eps, floor: divisorEps(eps), least: divisorEps(eps ** 2) }
        return planLeafSteps('scaleByFactoredRms', host, names, (t) => {
          const c = t ** -decayRate
          return { scalars: { ...scalars, b: 1 - c, c } }
        })
      },
      leaf: (x, { updates: u, slots: s, scalars: k }) => {
        const q = epsInSquare ? x.add(x.mul(u, u), k.eps) : x.mul(u, u)
        const average = (old: typeof u, now: typeof u) => x.add(x.mul(k.b, old), x.mul(k.c, now))
        const axes = axesOf(x.shapeOf(u))
        if (axes === undefined) {
          const nu = average(s.nu, q)
          const root = x.sqrt(epsInSquare ? nu : x.max(nu, k.least))
          return { updates: x.div(u, root), slots: { ...s, nu } }
        }
        const row = average(s.row, x.meanOver(q, [axes[0]]))
        const column = average(s.column, x.meanOver(q, [axes[1]]))
        const mean = x.meanOver(row, [axes[1]])
        const share = x.div(row, epsInSquare ? mean : x.max(mean, k.floor))
        const root = epsInSquare
          ? x.mul(x.sqrt(share), x.sqrt(column))
          : x.sqrt(x.max(x.mul(share, column), k.least))
        return { updates: x.div(u, root), slots: { ...s, row, column } }
      },
    })
  },
)
