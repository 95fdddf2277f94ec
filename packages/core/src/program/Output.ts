import type { Node } from './Node.js'

/** How the elements of a leaf are reduced to a number. */
export type Reducer = 'sum' | 'maximum' | 'squares'

/** A node that is reduced. */
export interface Output {
  readonly by: Reducer
  readonly name: string
  readonly node: Node
}
