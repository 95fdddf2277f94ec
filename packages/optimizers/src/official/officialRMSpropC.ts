import { meanOfEntries } from '@momenta/aggregators'
import { chain, fromOptions, identity, type Optimizer, optimizer } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { scaleByRms, trace } from '@momenta/transforms'
import { decayWeights } from './decayWeights.js'
import { lrOption, type OfficialOptions, officialOptions, topCOption } from './OfficialOptions.js'
import { officialMemory } from './officialMemory.js'
import { officialRate } from './officialRate.js'

const own = {
  /** Step size, a finite number >= 0, or a schedule. Default 0.01. */
  lr: lrOption(0.01),
  /** Decay of the second moment, in [0, 1). Default 0.99. */
  alpha: hyperparameter(ranges.decay, 0.99),
  /** Decay of the momentum, in [0, 1). Default 0, none. */
  momentum: hyperparameter(ranges.decay, 0),
  /** Subtracts the square of the mean gradient. Default false. */
  centered: flag(false),
  /** Capacity of the memory, a positive integer. Default 10. */
  topC: topCOption(10),
}

/** Options of {@link officialRMSpropC}. */
export interface OfficialRMSpropOptions extends OfficialOptions, OptionsOf<typeof own> {}

/**
 * RMSprop_C, critical gradients, of the authors' code: it steps with the mean of the memory alone,
 * so a gradient counts one step late; then coupled weight decay and RMSProp.
 *
 * @throws RangeError if an option lies outside its range, or where the authors' code crashes (topC
 *   0, kappa 0), TypeError if an option is unknown or of the wrong type.
 *
 * Source: chandar-lab/CMOptimizer at bdc7731, optim.py.
 *
 * @example
 * import { officialRMSpropC } from '@momenta/optimizers/official'
 *
 * officialRMSpropC().transform.map(({ name }) => name) // => ['remember', 'scaleByRms', 'scaleByLearningRate']
 */
export const officialRMSpropC: Factory<OfficialRMSpropOptions, Optimizer> = defineFactory(
  'officialRMSpropC',
  { ...own, ...officialOptions },
  ({ lr, alpha, eps, weightDecay, momentum, centered, ...memory }) =>
    optimizer(
      chain(
        officialMemory({ ...memory, aggregator: meanOfEntries() }),
        decayWeights(weightDecay),
        fromOptions(scaleByRms({ decay: alpha, eps, centered }), { decay: 'alpha' }),
        momentum === 0
          ? identity
          : fromOptions(trace({ decay: momentum }), { decay: 'momentum', dampening: null }),
        officialRate(lr),
      ),
    ),
)
