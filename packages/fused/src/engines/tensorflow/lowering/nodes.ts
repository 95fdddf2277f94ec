import { type Condition, isAverage } from '../conditions.js'
import { factorOf, one } from '../Factor.js'
import { isSlot, isUniform, type Node, operandsOf } from '../graph.js'
import { type Input, tensor, variable } from '../kernels/Kernel.js'
import { anyMultiple, average } from '../patterns/average.js'
import { matchesOf } from '../patterns/Pattern.js'
import type { Compute, Computed, NodeEmitter } from './emitter.js'
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
  { tensor: at, compute, scalar, update }: NodeEmitter,
  assume: (condition: Condition) => void,
): Computed | undefined => {
  // the outermost factor of x is the weight
  const found = matchesOf(moment, node).find(({ factors }) => factors.weight !== one)
  if (found === undefined) return undefined
  const { held, x } = found.nodes
  const { decay, weight } = found.factors
  assume(isAverage(decay, weight))
  const spare = compute('Sub', tensor(at(held)), tensor(at(x)))
  update([[at(held), node]], {
    operation: 'ResourceApplyGradientDescent',
    inputs: [variable(0), scalar(weight), tensor(spare)],
  })
  return { to: at(node), spare }
}

/** A slot plus and minus other things, in place: the running sum of a memory. */
const summed = (
  node: Node,
  { tensor: at, update }: NodeEmitter,
  opens: (node: Node) => boolean,
): Computed | undefined => {
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
  return { to: at(node), spare: undefined }
}

const names = { add: 'AddV2', sub: 'Sub', mul: 'Mul' } as const

const operation = (node: Node, { isStore, uses }: NodeContext, to: NodeEmitter): Computed => {
  const input = (of: Node): Input =>
    isUniform(of) ? to.scalar(factorOf(of)) : tensor(to.tensor(of))
  const spareOf = (terms: readonly Node[]) => {
    const made = terms.find((t) => t.kind === 'operation' && !isUniform(t) && !isStore(t))
    const [first] = terms.flatMap((t) => to.spareOf(t) ?? [])
    return made === undefined ? first : to.tensor(made)
  }
  const terms = termsOf(node, (inner) => !isStore(inner) && uses.get(inner) === 1)
  const plain = terms.every((term) => !term.minus && !isUniform(term.node))
  if (terms.length > 2 && plain) {
    const nodes = terms.map((term) => term.node)
    return { to: to.compute('AddN', ...nodes.map(input)), spare: spareOf(nodes) }
  }
  for (const name of ['add', 'sub', 'mul'] as const) {
    const operands = operandsOf(node, name)
    if (operands === undefined) continue
    const made = to.compute(names[name], ...operands.map(input))
    return { to: made, spare: name === 'mul' ? undefined : spareOf(operands) }
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
