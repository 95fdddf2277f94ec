import { chain, fromOptions, type Optimizer, optimizer } from '@momenta/core'
import { defineFactory, type Factory, type OptionsOf } from '@momenta/options'
import { ema, scaleByNu } from '@momenta/transforms'
import { decayWeights } from './decayWeights.js'
import { fromStep } from './fromStep.js'
import { topCOption } from './OfficialOptions.js'
import { type OfficialAdamOptions, officialAdamOptions } from './officialAdamOptions.js'
import { officialMemory } from './officialMemory.js'
import { officialRate } from './officialRate.js'

const own = {
  /** Capacity of the memory, a positive integer. Default 5. */
  topC: topCOption(5),
}

/** Options of {@link officialAdamCM}. */
export interface OfficialAdamCMOptions extends OfficialAdamOptions, OptionsOf<typeof own> {}

/**
 * Adam_CM of the authors' code, quirks included.
 *
 * It differs from the paper's algorithm (`adamCM`) in this: on the first step the moments stay 0,
 * the parameters do not move (but for weight decay, which is decoupled), and the raw gradient, not
 * the momentum, enters the memory; that step counts for the bias corrections. The key is the sum of
 * the norms of the leaves.
 *
 * @throws RangeError if an option lies outside its range, or where the authors' code crashes (topC
 *   0, kappa 0), TypeError if an option is unknown or of the wrong type.
 *
 * Source: chandar-lab/CMOptimizer at bdc7731, optim.py.
 *
 * @example
 * import { officialAdamCM } from '@momenta/optimizers/official'
 *
 * officialAdamCM().transform.map(({ name }) => name) // => ['ema', 'remember', 'scaleByNu', 'scaleByLearningRate']
 */
export const officialAdamCM: Factory<OfficialAdamCMOptions, Optimizer> = defineFactory(
  'officialAdamCM',
  { ...officialAdamOptions, ...own },
  ({ lr, betas: [b1 = 0, b2 = 0], eps, weightDecay, amsgrad, ...memory }) =>
    optimizer(
      chain(
        fromStep(2, fromOptions(ema({ decay: b1 }), { decay: 'b1' }), 'pass'),
        officialMemory(memory),
        fromStep(2, scaleByNu({ b1, b2, eps, amsgrad }), 'zero'),
        decayWeights(weightDecay),
        officialRate(lr),
      ),
    ),
)
