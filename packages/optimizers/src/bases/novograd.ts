import { chain, fromOptions, identity } from '@momenta/core'
import { hyperparameter, ranges } from '@momenta/options'
import { scaleByLearningRate, scaleByNovograd, trace } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { decoupledDecay } from './decoupledDecay.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.25. */
  b2: hyperparameter(ranges.decay, 0.25),
  /** ε >= 0. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
  /** ε >= 0, added inside the root. Default 0. */
  epsRoot: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link novograd}. */
export interface NovogradOptions extends OptimizerOptions<typeof options, typeof decoupledDecay> {}

/**
 * NovoGrad: v = β₂ v + (1 − β₂) ‖g‖² for each leaf; m = β₁ m + g/(√v + ε) + λ θ; θ ← θ − α m.
 *
 * Decoupled weight decay is added before the momentum.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.25, `eps` 0.000001, `epsRoot` 0.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Ginsburg et al., arXiv 1905.11286.
 *
 * @example
 * import { novograd } from '@momenta/optimizers'
 *
 * novograd().transform.map(({ name }) => name) // => ['scaleByNovograd', 'trace', 'scaleByLearningRate']
 */
export const novograd: FinishedOptimizer<NovogradOptions> = defineRule('novograd', {
  options,
  own: decoupledDecay,
  base: ({ b1, ...rest }) => {
    const scaling = scaleByNovograd(rest)
    const momentum = fromOptions(trace({ decay: b1 }), { decay: 'b1', dampening: null })
    return {
      whole: scaling,
      cuts: [],
      halves: () => [chain(scaling, momentum), identity],
      last: (learningRate, of) =>
        chain(of === 'momenta' ? identity : momentum, scaleByLearningRate({ learningRate })),
    }
  },
})
