import { compact } from './compact.js'
import type { Node } from './Node.js'
import type { Program } from './Program.js'
import type { Reduction } from './Reduction.js'

const cache = new WeakMap<Program, Reduction>()

/**
 * The sum of the squares of the updates that a program computes, without its stores. The program is
 * not the end of a chain. Made once for each.
 */
export const squaresOf = (program: Program): Reduction => {
  const known = cache.get(program)
  if (known !== undefined) return known
  const updates = program.updates as Node
  const { nodeOf, ...live } = compact(program, [updates])
  const outputs = [{ by: 'squares', name: 'updates', node: nodeOf(updates) }] as const
  const made = { ...live, outputs }
  cache.set(program, made)
  return made
}
