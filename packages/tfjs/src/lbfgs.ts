import { lbfgs as factory } from '@momenta/optimizers'
import { whereUsed } from './config/whereUsed.js'

export const lbfgs: typeof factory = whereUsed(factory)
