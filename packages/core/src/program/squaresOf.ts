import { compact } from './compact.js'
import type { Node } from './Node.js'
import { once } from './once.js'
import type { Program } from './Program.js'
import type { Reduction } from './Reduction.js'

/**
 * The sum of the squares of the updates that a program computes, without its stores. The program is
 * not the end of a chain. Made once for each.
 */
export const squaresOf: (program: Program) => Reduction = once((program: Program) => {
  const updates = program.updates as Node
  const { nodeOf, ...live } = compact(program, [updates])
  return { ...live, outputs: [{ by: 'squares', name: 'updates', node: nodeOf(updates) }] }
})

/** A program at the end of a chain that also adds up the squares of the next parameters. */
export const withSquares: (program: Program) => Program & Pick<Reduction, 'outputs'> = once(
  (program: Program) => ({
    ...program,
    outputs: [{ by: 'squares', name: 'params', node: program.params as Node }],
  }),
)
