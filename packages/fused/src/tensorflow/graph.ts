import { isUniform, type Node, type Operation } from '../trace/Node.js'
import type { Program } from '../trace/Program.js'

// All that the matcher knows of the shape of traced programs.
export { isUniform, type Node, type Operation, type Program }

/** The operands of a node that is this operation. */
export const operandsOf = (node: Node, operation: Operation): readonly Node[] | undefined =>
  node.kind === 'operation' && node.operation === operation ? node.of : undefined

/** Whether a node is the parameters of the leaf. */
export const isParams = (node: Node): boolean => node.kind === 'stream' && node.stream.kind === 'p'

/** Whether a node is a slot of a part. */
export const isSlot = (node: Node): boolean => node.kind === 'stream' && node.stream.kind === 'slot'

/** The next parameters, where the program ends the chain. */
export const nextOf = ({ next, stores }: Program): Node | undefined =>
  next === undefined ? undefined : stores[next]

/** For each node that is loaded, its index among the loads. */
export const loadsOf = ({ nodes, loads }: Program): ReadonlyMap<Node, number> =>
  new Map(
    nodes.flatMap((node) =>
      node.kind === 'stream' ? [[node, loads.indexOf(node.stream)] as const] : [],
    ),
  )

/** How many operations and stores of the program use each node. */
export const usesOf = ({ nodes, stores }: Program): ReadonlyMap<Node, number> => {
  const uses = new Map<Node, number>()
  const use = (node: Node) => uses.set(node, (uses.get(node) ?? 0) + 1)
  for (const node of nodes) if (node.kind === 'operation') node.of.forEach(use)
  stores.forEach(use)
  return uses
}

/** Arithmetic on numbers; `max`, `min` and `sign` as bodies define them. */
const arithmetic: { readonly [O in Operation]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  max: (a, b) => Math.max(a, b),
  min: (a, b) => Math.min(b, a),
  sqrt: Math.sqrt,
  abs: Math.abs,
  sign: (a) => (a > 0 ? 1 : a < 0 ? -1 : 0),
  neg: (a) => -a,
}

/**
 * The numbers of uniform nodes, from the scalars of a step: rounded to float32, as every engine
 * computes them.
 */
export const uniformsOf = ({
  nodes,
}: Program): ((scalars: readonly number[]) => (node: Node) => number) => {
  const scalarNodes = nodes.filter(({ kind }) => kind === 'scalar')
  return (scalars) => {
    const values = new Map(scalarNodes.map((node, i) => [node, Math.fround(scalars[i] as number)]))
    const numberOf = (node: Node): number => {
      const known = values.get(node)
      if (known !== undefined) return known
      const value = Math.fround(compute(node))
      values.set(node, value)
      return value
    }
    const compute = (node: Node): number => {
      if (node.kind === 'constant') return node.value
      if (node.kind !== 'operation') return Number.NaN
      const [a = Number.NaN, b = Number.NaN] = node.of.map(numberOf)
      return arithmetic[node.operation](a, b)
    }
    return numberOf
  }
}
