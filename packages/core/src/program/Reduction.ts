import type { Node } from './Node.js'
import type { Program } from './Program.js'

/** How the elements of a leaf are reduced to a number. */
export type Reducer = 'sum' | 'maximum' | 'squares'

/**
 * The reductions of one part as one pass over memory: load, compute, reduce. Its streams and
 * scalars are those of a program with one part.
 */
export interface Reduction extends Pick<Program, 'nodes' | 'loads' | 'scalars' | 'constants'> {
  readonly outputs: readonly {
    readonly by: Reducer
    readonly name: string
    readonly node: Node
  }[]
}
