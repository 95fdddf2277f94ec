import { counted, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'

const options = {
  /** η⁻, the factor after a change of sign, in (0, 1). Default 0.5. */
  etaMinus: hyperparameter(ranges.open, 0.5),
  /** η⁺, the factor while the sign stays, > 0. Default 1.2. */
  etaPlus: hyperparameter(ranges.positive, 1.2),
  /** The minimum of the sizes, in units of the first, > 0. Default 1e-4. */
  min: hyperparameter(ranges.positive, 1e-4),
  /** The maximum of the sizes, in units of the first, > 0. Default 5000. */
  max: hyperparameter(ranges.positive, 5000),
}

/** Options of {@link scaleByRprop}. */
export interface ScaleByRpropOptions extends OptionsOf<typeof options> {}

/**
 * Resilient backpropagation: a size for each element, 1 at first, times η⁺ while the sign of its
 * gradient stays and times η⁻ when it changes; u' = size sign(u), and 0 where the sign changed.
 *
 * State: two copies of the parameters. Hyperparameters: `etaMinus`, `etaPlus`, `min`, `max`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Riedmiller and Braun 1993; `torch.optim.Rprop`.
 *
 * @example
 * import { scaleByRprop } from '@momenta/transforms'
 *
 * scaleByRprop().map(({ name }) => name) // => ['scaleByRprop']
 */
export const scaleByRprop: Factory<ScaleByRpropOptions, Transform> = defineFactory(
  'scaleByRprop',
  options,
  (given) =>
    counted({
      name: 'scaleByRprop',
      slots: { size: { fill: 1 }, previous: 'zeros' },
      ...describeOptions(options, given),
      scalars: ({ etaMinus, etaPlus, min, max }) => ({
        up: etaPlus - 1,
        down: etaMinus - 1,
        min,
        max,
        one: 1,
        none: 0,
      }),
      body: (x, { updates: u, slots: s, scalars: k }) => {
        const agreement = x.sign(x.mul(u, s.previous))
        const same = x.max(agreement, k.none)
        const opposite = x.max(x.neg(agreement), k.none)
        const factor = x.add(x.add(k.one, x.mul(same, k.up)), x.mul(opposite, k.down))
        const size = x.min(x.max(x.mul(s.size, factor), k.min), k.max)
        const previous = x.mul(u, x.sub(k.one, opposite))
        return { updates: x.mul(size, x.sign(previous)), slots: { size, previous } }
      },
    }),
)
