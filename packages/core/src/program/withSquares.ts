import type { Node } from './Node.js'
import { once } from './once.js'
import type { Program } from './Program.js'

/**
 * A program that also adds up the squares of its result: the next parameters at the end of a chain,
 * else the updates, if it stores them. Made once for each.
 */
export const withSquares: (program: Program) => Program = once((program: Program): Program => {
  const node = (program.params ?? program.updates) as Node
  return program.stores.includes(node)
    ? { ...program, outputs: [{ by: 'squares', name: 'result', node }] }
    : program
})
