import { type Optimizer, optimizer as optimizerOf } from '@momenta/core'
import { type SamOptions, sam } from '@momenta/estimators'
import { type Combinator, type Declared, defineCombinator } from '@momenta/options'
import { adam } from './bases/adam.js'

/**
 * Makes any optimizer sharpness-aware: its gradients are taken at w + ρ g/‖g‖₂.
 *
 * Each step evaluates the loss twice on the same microbatch. With ρ = 0 it is the optimizer itself.
 *
 * ρ may be a schedule, a function from the step, counted from 0. The state does not depend on ρ,
 * and ρ is no hyperparameter of it: to change ρ otherwise while training, make a runner of another
 * `withSAM(optimizer, { rho })` and continue with the same iterate.
 *
 * @throws RangeError if rho is negative or not finite, TypeError if the first argument is not an
 *   optimizer, or an option is unknown.
 *
 * Source: Foret et al., arXiv 2010.01412; Adam+SAM+CM of arXiv 2307.09638, section 4.
 *
 * @example
 * import { adamCM, withSAM } from '@momenta/optimizers'
 *
 * withSAM(adamCM(), { rho: 0.1 }).estimators.length // => 1
 */
export const withSAM: Combinator<Optimizer, SamOptions, Optimizer> = defineCombinator<
  Optimizer,
  SamOptions,
  Declared,
  Optimizer
>(
  'withSAM',
  { kind: 'optimizer', example: () => adam() },
  sam.options,
  ({ transform, estimators }, options) =>
    optimizerOf(transform, ...estimators, sam(options as SamOptions)),
)
