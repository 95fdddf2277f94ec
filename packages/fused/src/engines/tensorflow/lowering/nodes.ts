import { type Condition, isAverage } from '../conditions.js'
import { factorOf, one } from '../Factor.js'
import { isSlot, isUniform, type Node, operandsOf } from '../graph.js'
import { type Emitter, type Input, tensor, variable } from '../kernels/Kernel.js'
import { anyMultiple, average } from '../patterns/average.js'
import { matchesOf } from '../patterns/Pattern.js'
import type { Compute } from './emitter.js'
import { termsOf } from './termsOf.js'

/** The context on which the code of a node depends. */
export interface NodeContext {
  readonly isStore: (node: Node) => boolean
  readonly uses: ReadonlyMap<Node, number>
  /** Receives the conditions of averages updated in place; if absent, none is. */
  readonly assume: ((condition: Condition) => void) | undefined
}

const moment = average('held', 'decay', 'weight', anyMultiple('x'))

/** held − weight (held − x), in place, which is decay · held + weight · x if both make 1. */
const averaged = (
  node: Node,
  { tensor: at, compute, scalar, update }: Emitter,
  assume: (condition: Condition) => void,
): number | undefined => {
  // the outermost factor of x is the weight
  const found = matchesOf(moment, node).find(({ factors }) => factors.weight !== one)
  if (found === undefined) return undefined
  const { held, x } = found.nodes
  const { decay, weight } = found.factors
  assume(isAverage(decay, weight))
  const difference = compute('Sub', tensor(at(held)), tensor(at(x)))
  update([[at(held), node]], {
    operation: 'ResourceApplyGradientDescent',
    inputs: [variable(0), scalar(weight), tensor(difference)],
  })
  return at(node)
}

/** A slot plus and minus other things, in place: the running sum of a memory. */
const summed = (
  node: Node,
  { tensor: at, update }: Emitter,
  opens: (node: Node) => boolean,
): number | undefined => {
  const terms = termsOf(node, opens)
  const slot = terms.find((term) => isSlot(term.node) && !term.minus)
  if (slot === undefined || terms.length < 2 || terms.some((term) => isUniform(term.node)))
    return undefined
  const calls = terms
    .filter((term) => term !== slot)
    .map((term) => ({
      operation: term.minus ? 'AssignSubVariableOp' : 'AssignAddVariableOp',
      inputs: [variable(0), tensor(at(term.node))],
    }))
  update([[at(slot.node), node]], ...calls)
  return at(node)
}

const names = { add: 'AddV2', sub: 'Sub', mul: 'Mul' } as const

const operation = (node: Node, { isStore, uses }: NodeContext, to: Emitter): number => {
  const input = (of: Node): Input =>
    isUniform(of) ? to.scalar(factorOf(of)) : tensor(to.tensor(of))
  const terms = termsOf(node, (inner) => !isStore(inner) && uses.get(inner) === 1)
  const plain = terms.every((term) => !term.minus && !isUniform(term.node))
  if (terms.length > 2 && plain) return to.compute('AddN', ...terms.map((term) => input(term.node)))
  for (const name of ['add', 'sub', 'mul'] as const) {
    const operands = operandsOf(node, name)
    if (operands !== undefined) return to.compute(names[name], ...operands.map(input))
  }
  throw new Error(`no operation for a ${node.kind}`)
}

/**
 * Computes nodes by sums and products; moments and running sums are updated in the memory of their
 * slot.
 */
export const nodesIn =
  (context: NodeContext): Compute =>
  (node, to) => {
    const { isStore, uses, assume } = context
    const opens = (inner: Node) => !isStore(inner) && uses.get(inner) === 1
    const inPlace = isStore(node)
      ? (summed(node, to, opens) ?? (assume && averaged(node, to, assume)))
      : undefined
    return inPlace ?? operation(node, context, to)
  }
