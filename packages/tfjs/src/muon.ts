import { muon as factory } from '@momenta/optimizers'
import { whereUsed } from './config/whereUsed.js'

export const muon: typeof factory = whereUsed(factory)
