import { describe, type Host, nextCount, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  either,
  type Factory,
  flag,
  hyperparameter,
  hyperparameters,
  type OptionsOf,
  part,
  ranges,
  scheduledNumber,
} from '@momenta/options'
import { constant, type Schedule } from '@momenta/schedules'

const name = 'scheduleFree'

const options = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default
   * 0.0025.
   */
  learningRate: either(
    hyperparameter(ranges.nonNegative, 0.0025),
    part('schedule', (): Schedule => constant()),
  ),
  /** β, the weight of the average in the point of the gradients, in (0, 1]. Default 0.9. */
  b1: hyperparameter(ranges.divisor, 0.9),
  /** The power of the maximum learning rate in the weights of the average, >= 0. Default 2. */
  weightPower: hyperparameter(ranges.nonNegative, 2),
  /** The power of the step in the weights of the average, >= 0. Default 0. */
  stepPower: hyperparameter(ranges.nonNegative, 0),
  /** Whether the weights read the schedule one step ahead, as in Optax. Default false. */
  ahead: flag(false),
}

/** Options of {@link scheduleFree}. */
export interface ScheduleFreeOptions extends OptionsOf<typeof options> {}

/** The maximum learning rate and the sum of weights so far; null before the first step. */
interface Weights extends Readonly<Record<string, Host>> {
  readonly count: number
  readonly maximum: number | null
  readonly total: number | null
}

/**
 * Schedule-free learning, the last part of a chain: z ← z − α u; x ← (1 − k) x + k z; θ = β x + (1
 * − β) z.
 *
 * The gradients are taken at θ; the average x = (θ − (1 − β) z)/β is the result, which
 * `evaluationParams` computes from θ and the slot z. The weight is k = w/Σw with w = tʳ Mᵖ, where M
 * is the maximum learning rate so far, r = `stepPower` and p = `weightPower`. State: one copy of
 * the parameters, z. Hyperparameters: `learningRate` (with a schedule `learningRateFactor`), `b1`,
 * `weightPower`, `stepPower`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Defazio et al., arXiv 2405.15682.
 *
 * @example
 * import { scheduleFree } from '@momenta/transforms'
 *
 * scheduleFree().map(({ name }) => name) // => ['scheduleFree']
 */
export const scheduleFree: Factory<ScheduleFreeOptions, Transform> = defineFactory(
  name,
  options,
  (given) => {
    const { learningRate, ahead } = given
    const described = describeOptions(options, given)
    const rateName = typeof learningRate === 'function' ? 'learningRateFactor' : 'learningRate'
    const first = typeof learningRate === 'function' ? 1 : learningRate
    const rateAt = (step: number): number =>
      typeof learningRate === 'function'
        ? scheduledNumber(name, learningRate, step, ranges.nonNegative)
        : 1
    return describe({
      name,
      role: 'learningRate',
      slots: { z: 'params' },
      options: described.options,
      hyper: {
        ...described.hyper,
        ...hyperparameters(name, { [rateName]: [first, ranges.nonNegative] }),
      },
      hyperAt: ({ count }: Weights, hyper) => ({
        ...hyper,
        learningRate: (hyper[rateName] ?? 1) * rateAt(count),
      }),
      // = (θ − (1 − β) z)/β
      evaluated: (x, { params: p, slots: { z }, scalars: { b1 } }) =>
        x.add(z, x.div(x.sub(p, z), b1 as typeof p)),
      init: (): Weights => ({ count: 0, maximum: null, total: null }),
      accepts: ({ maximum, total }: Weights) =>
        [maximum, total].every((n) => n === null || typeof n === 'number'),
      plan: ({ count, maximum, total }: Weights, _, hyper) => {
        const { [rateName]: factor = 1, b1 = 0.9, weightPower = 2, stepPower = 0 } = hyper
        const t = nextCount(name, count)
        const most = Math.max(maximum ?? 0, factor * rateAt(ahead ? t : count))
        const weight = t ** stepPower * most ** weightPower
        const sum = (total ?? 0) + weight
        const k = sum === 0 ? 0 : weight / sum
        const rate = factor * rateAt(count)
        return {
          next: { count: t, maximum: most, total: sum },
          plan: { scalars: { k, rate, step: rate * (1 - b1 * (1 - k)) } },
        }
      },
      body: (x, { updates: u, params: p, slots: s, scalars: k }) => ({
        updates: x.sub(x.mul(k.k, x.sub(s.z, p)), x.mul(k.step, u)),
        slots: { z: x.sub(s.z, x.mul(k.rate, u)) },
      }),
    })
  },
)
