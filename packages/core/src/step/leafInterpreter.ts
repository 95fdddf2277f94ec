import type { Arithmetic } from '../Arithmetic.js'
import type { LeafInterpreter } from './advance.js'
import { reduceLeaf } from './reduceLeaf.js'
import { runLeaf } from './runLeaf.js'

/**
 * Computes with leaves in an arithmetic.
 *
 * @example
 * import type { Arithmetic } from '@momenta/core'
 * import { leafInterpreter } from '@momenta/core/program'
 *
 * const { run } = leafInterpreter({} as Arithmetic<number>)
 * run([], { shape: [], updates: 1, params: 2, grads: 3 }).updates // => 1
 */
export const leafInterpreter = <A>(x: Arithmetic<A>): LeafInterpreter<A> => ({
  run: (parts, at) => runLeaf(x, parts, at),
  reduce: (description, wanted, at) => reduceLeaf(x, description, wanted, at),
})
