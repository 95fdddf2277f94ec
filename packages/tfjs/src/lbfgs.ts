import { lbfgs as factory } from '@momenta/optimizers'
import { whereUsed } from './config/whereUsed.js'

/**
 * `lbfgs` of `@momenta/optimizers`; where a program uses it, a saved model with it can be loaded.
 *
 * @example
 * import { lbfgs } from '@momenta/tfjs'
 *
 * lbfgs.name // => 'lbfgs'
 */
export const lbfgs: typeof factory = whereUsed(factory)
