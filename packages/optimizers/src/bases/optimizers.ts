import type { Optimizer } from '@momenta/core'
import type { Factory } from '@momenta/options'
import type { Parts } from '../defineOptimizer.js'
import * as bases from './index.js'

type Bases = typeof bases

/** The names of the optimizers without a buffer. */
export type BaseName = {
  [N in keyof Bases]: Bases[N] extends Parts ? N : never
}[keyof Bases]

/** The optimizers without a buffer, by name: those that the index of this folder exports. */
export const optimizers = Object.fromEntries(
  Object.entries(bases).filter(([, value]) => Object.hasOwn(value, 'base')),
) as { readonly [N in BaseName]: Factory<Record<never, never>, Optimizer> & Parts }
