import { chain, type Optimizer, optimizer } from '@momenta/core'
import { defineFactory, type Factory, type OptionsOf } from '@momenta/options'
import { scaleByAdam } from '@momenta/transforms'
import { decayWeights } from './decayWeights.js'
import { topCOption } from './OfficialOptions.js'
import { type OfficialAdamOptions, officialAdamOptions } from './officialAdamOptions.js'
import { officialMemory } from './officialMemory.js'
import { officialRate } from './officialRate.js'

const own = {
  /** Capacity of the memory, a positive integer. Default 10. */
  topC: topCOption(10),
}

/** Options of {@link officialAdamC}. */
export interface OfficialAdamCOptions extends OfficialAdamOptions, OptionsOf<typeof own> {}

/**
 * Adam_C, critical gradients, of the authors' code: g + mean of the memory, then coupled weight
 * decay (which is not stored), then Adam.
 *
 * @throws RangeError if an option lies outside its range, or where the authors' code crashes (topC
 *   0, kappa 0), TypeError if an option is unknown or of the wrong type.
 *
 * Source: chandar-lab/CMOptimizer at bdc7731, optim.py.
 *
 * @example
 * import { officialAdamC } from '@momenta/optimizers/official'
 *
 * officialAdamC().transform.map(({ name }) => name) // => ['remember', 'scaleByAdam', 'scaleByLearningRate']
 */
export const officialAdamC: Factory<OfficialAdamCOptions, Optimizer> = defineFactory(
  'officialAdamC',
  { ...officialAdamOptions, ...own },
  ({ lr, betas: [b1 = 0, b2 = 0], eps, weightDecay, amsgrad, ...memory }) =>
    optimizer(
      chain(
        officialMemory(memory),
        decayWeights(weightDecay),
        scaleByAdam({ b1, b2, eps, amsgrad }),
        officialRate(lr),
      ),
    ),
)
