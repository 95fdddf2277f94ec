import type { Output } from './Output.js'
import type { Program } from './Program.js'

export type { Reducer } from './Output.js'

/**
 * The reductions of one part as one pass over memory: load, compute, reduce. Its streams and
 * scalars are those of a program with one part.
 */
export interface Reduction extends Pick<Program, 'nodes' | 'loads' | 'scalars' | 'constants'> {
  readonly outputs: readonly Output[]
}
