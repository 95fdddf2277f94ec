import type { Optimizer } from '@momenta/core'
import { type SamOptions, sam } from '@momenta/estimators'

/**
 * Makes any optimizer sharpness-aware: its gradients are taken at w + ρ g/‖g‖₂.
 *
 * Each step asks the loss twice on the same microbatch. With ρ = 0 it is the optimizer itself.
 *
 * @throws RangeError if rho is negative or not finite.
 *
 * Source: Foret et al., arXiv 2010.01412; Adam+SAM+CM of arXiv 2307.09638, section 4.
 *
 * @example
 * import { adamCM, withSAM } from '@momenta/optimizers'
 *
 * withSAM(adamCM(), { rho: 0.1 }).estimators.length // => 1
 */
export const withSAM = (optimizer: Optimizer, options: SamOptions = {}): Optimizer => ({
  ...optimizer,
  estimators: [...optimizer.estimators, sam(options)],
})
