import { muon as factory } from '@momenta/optimizers'
import { whereUsed } from './config/whereUsed.js'

/**
 * `muon` of `@momenta/optimizers`; where a program uses it, a saved model with it can be loaded.
 *
 * @example
 * import { muon } from '@momenta/tfjs'
 *
 * muon.name // => 'muon'
 */
export const muon: typeof factory = whereUsed(factory)
