import type { Node, Operation, Program } from '@momenta/core/program'

// All that the matcher knows of the shape of traced programs.
export type { Node, Operation, Program }

/** Whether a node has the same value for every element of a leaf. */
export const isUniform = ({ uniform }: Node): boolean => uniform

/** The operands of a node that is this operation. */
export const operandsOf = (node: Node, operation: Operation): readonly Node[] | undefined =>
  node.kind === 'operation' && node.operation === operation ? node.operands : undefined

/** Whether a node is the parameters of the leaf. */
export const isParams = (node: Node): boolean =>
  node.kind === 'load' && node.stream.kind === 'params'

/** Whether a node is a slot of a part. */
export const isSlot = (node: Node): boolean => node.kind === 'load' && node.stream.kind === 'slot'

/** The next parameters, where the program ends the chain. */
export const nextOf = ({ params }: Program): Node | undefined => params

/** For each node that is loaded, its index among the loads. */
export const loadsOf = ({ nodes }: Program): ReadonlyMap<Node, number> =>
  new Map(nodes.flatMap((node) => (node.kind === 'load' ? [[node, node.index] as const] : [])))

/** How many operations and stores of the program use each node. */
export const usesOf = ({ nodes, stores }: Program): ReadonlyMap<Node, number> => {
  const uses = new Map<Node, number>()
  const use = (node: Node) => uses.set(node, (uses.get(node) ?? 0) + 1)
  for (const node of nodes) if (node.kind === 'operation') node.operands.forEach(use)
  stores.forEach(use)
  return uses
}

/** Arithmetic on numbers; `max`, `min` and `sign` as bodies define them, also for NaN. */
const arithmetic: { readonly [O in Operation]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  // biome-ignore lint/complexity/useMathMinMax: Math.max(1, NaN) is NaN, and this is 1.
  max: (a, b) => (a < b ? b : a),
  // biome-ignore lint/complexity/useMathMinMax: as above.
  min: (a, b) => (b < a ? b : a),
  sqrt: Math.sqrt,
  abs: Math.abs,
  sign: (a) => (a > 0 ? 1 : a < 0 ? -1 : 0),
  neg: (a) => -a,
}

/**
 * The numbers of uniform nodes, from the scalars of a step: rounded to float32, as every engine
 * computes them.
 */
export const uniformsOf = (scalars: readonly number[]): ((node: Node) => number) => {
  const values = new Map<Node, number>()
  const numberOf = (node: Node): number => {
    const known = values.get(node)
    if (known !== undefined) return known
    const value = Math.fround(compute(node))
    values.set(node, value)
    return value
  }
  const compute = (node: Node): number => {
    switch (node.kind) {
      case 'load':
        return Number.NaN
      case 'scalar':
        return scalars[node.index] as number
      case 'constant':
        return node.value
      case 'operation': {
        const [a = Number.NaN, b = Number.NaN] = node.operands.map(numberOf)
        return arithmetic[node.operation](a, b)
      }
    }
  }
  return numberOf
}
