import { describe, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'

const options = {
  /** The factor of the scale after a plateau, in (0, 1). Default 0.1. */
  factor: hyperparameter(ranges.open, 0.1),
  /**
   * The number of losses without improvement before the scale falls, a positive integer. Default
   * 10.
   */
  patience: number(ranges.positiveCount, 10),
  /** An improvement is below (1 − rtol) best − atol; in [0, 1]. Default 1e-4. */
  rtol: hyperparameter(ranges.unit, 1e-4),
  /** As `rtol`, absolute, >= 0. Default 0. */
  atol: hyperparameter(ranges.nonNegative, 0),
  /** The number of losses after a fall that do not count, a non-negative integer. Default 0. */
  cooldown: number(ranges.count, 0),
  /** The number of steps whose mean loss is one loss, a positive integer. Default 1. */
  accumulationSize: number(ranges.positiveCount, 1),
  /** The minimum of the scale, in [0, 1]. Default 0. */
  minScale: hyperparameter(ranges.unit, 0),
}

/** Options of {@link reduceOnPlateau}. */
export interface ReduceOnPlateauOptions extends OptionsOf<typeof options> {}

/** The numbers are null before the first step. */
type Plateau = {
  readonly scale: number | null
  readonly best: number | null
  readonly sum: number | null
  readonly losses: number
  readonly waited: number
  readonly cooling: number
}

const start: Plateau = { scale: null, best: null, sum: null, losses: 0, waited: 0, cooling: 0 }

/** The nearest finite number, since only these can be saved. */
const finite = (n: number): number => Math.max(-Number.MAX_VALUE, Math.min(n, Number.MAX_VALUE))

/**
 * Multiplies by a scale that falls when the loss no longer does: u' = s u, s = 1 at first and s =
 * max(f s, minimum) after `patience` losses without improvement.
 *
 * Reads the loss of each step. A loss that is not finite is no improvement. State: the scale, the
 * best loss and counts. Hyperparameters: `factor`, `rtol`, `atol`, `minScale`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: `optax.contrib.reduce_on_plateau`; torch.optim.lr_scheduler.ReduceLROnPlateau.
 *
 * @example
 * import { reduceOnPlateau } from '@momenta/transforms'
 *
 * reduceOnPlateau().map(({ name }) => name) // => ['reduceOnPlateau']
 */
export const reduceOnPlateau: Factory<ReduceOnPlateauOptions, Transform> = defineFactory(
  'reduceOnPlateau',
  options,
  (given) => {
    const { patience, cooldown, accumulationSize } = given
    return describe({
      name: 'reduceOnPlateau',
      slots: {},
      ...describeOptions(options, given),
      needs: ['value'],
      init: () => start,
      accepts: ({ scale, best, sum }: Plateau) =>
        [scale, best, sum].every((n) => n === null || typeof n === 'number'),
      plan: (host: Plateau, { value }, { factor = 0.1, rtol = 0, atol = 0, minScale = 0 }) => {
        const loss = Number.isFinite(value) ? value : Number.MAX_VALUE
        const sum = finite((host.sum ?? 0) + loss)
        const losses = host.losses + 1
        const scale = host.scale ?? 1
        if (losses < accumulationSize)
          return { next: { ...host, sum, losses }, plan: { scalars: { scale } } }
        const mean = sum / accumulationSize
        const improves = host.best === null || mean < (1 - rtol) * host.best - atol
        const seen = { ...host, ...(improves ? { best: mean } : {}), sum: null, losses: 0 }
        const waited = improves ? 0 : host.waited + 1
        if (host.cooling > 0) {
          const next = { ...seen, waited: 0, cooling: host.cooling - 1 }
          return { next, plan: { scalars: { scale } } }
        }
        const falls = waited === patience
        const lower = falls ? Math.max(scale * factor, minScale) : scale
        const next = {
          ...seen,
          scale: lower,
          waited: falls ? 0 : waited,
          cooling: falls ? cooldown : 0,
        }
        return { next, plan: { scalars: { scale: lower } } }
      },
      body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.scale, u), slots: {} }),
    })
  },
)
