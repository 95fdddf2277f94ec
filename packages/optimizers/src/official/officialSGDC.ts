import { chain, fromOptions, identity, type Optimizer, optimizer } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { trace } from '@momenta/transforms'
import { decayWeights } from './decayWeights.js'
import { lrOption, type OfficialOptions, officialOptions, topCOption } from './OfficialOptions.js'
import { officialMemory } from './officialMemory.js'
import { officialRate } from './officialRate.js'

const { eps: _, kappa: __, ...shared } = officialOptions

const own = {
  /** Step size, a finite number >= 0, or a schedule. Default 1e-3. */
  lr: lrOption(1e-3),
  /** Decay of the momentum, in [0, 1). Default 0, none. */
  momentum: hyperparameter(ranges.decay, 0),
  /** Share of the new gradient that is held back from the momentum, in [0, 1). Default 0. */
  dampening: hyperparameter(ranges.decay, 0),
  /** Whether it is greater than 0: at 0 memory and momentum are dropped. Default 1. */
  kappa: number(ranges.nonNegative, 1),
  /** Capacity of the memory, a positive integer. Default 10. */
  topC: topCOption(10),
}

/** Options of {@link officialSGDC}. */
export interface OfficialSGDOptions
  extends Omit<OfficialOptions, 'eps' | 'kappa'>,
    OptionsOf<typeof own> {}

/**
 * SGD_C, critical gradients, of the authors' code: weight decay enters the stored gradient but not
 * its key; momentum acts on the aggregate. With kappa 0 it is plain gradient descent: its momentum
 * is dropped too.
 *
 * @throws RangeError if an option lies outside its range, or where the authors' code crashes (topC
 *   0), TypeError if an option is unknown or of the wrong type.
 *
 * Source: chandar-lab/CMOptimizer at bdc7731, optim.py.
 *
 * @example
 * import { officialSGDC } from '@momenta/optimizers/official'
 *
 * officialSGDC({ momentum: 0.9 }).transform.map(({ name }) => name) // => ['remember', 'trace', 'scaleByLearningRate']
 */
export const officialSGDC: Factory<OfficialSGDOptions, Optimizer> = defineFactory(
  'officialSGDC',
  { ...own, ...shared },
  ({ lr, weightDecay, momentum, dampening, kappa, ...memory }) =>
    optimizer(
      chain(
        decayWeights(weightDecay),
        kappa === 0
          ? identity
          : chain(
              officialMemory(memory),
              momentum === 0
                ? identity
                : fromOptions(trace({ decay: momentum, dampening }), { decay: 'momentum' }),
            ),
        officialRate(lr),
      ),
    ),
)
