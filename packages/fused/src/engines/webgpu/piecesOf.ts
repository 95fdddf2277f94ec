import type { Node, Program } from '@momenta/core/program'

/** A part of a program that binds fewer buffers. */
export interface Piece {
  /** Its loads and stores are in the order of `reads` and `writes`. */
  readonly program: Program
  /** The values that it loads: those of the program by index, then those of nodes by id. */
  readonly reads: readonly number[]
  /** The nodes whose values it stores, by id. */
  readonly writes: readonly number[]
}

type Operation = Extract<Node, { kind: 'operation' }>

const operandsOf = (node: Node): readonly Node[] => (node.kind === 'operation' ? node.operands : [])

/** A load of the value that an earlier piece stored, under the name of its node. */
const loadOf = ({ id, uniform }: Node, index: number): Node => ({
  ...{ id, uniform, kind: 'load', index },
  stream: { kind: 'updates' },
})

const pieceOf = (
  program: Program,
  own: readonly Node[],
  isNeededLater: (node: Node) => boolean,
): Piece => {
  const members = new Set(own)
  const inputs = new Set(own.flatMap(operandsOf).filter((node) => !members.has(node)))
  const numbers = [...inputs].filter(({ kind }) => kind === 'constant' || kind === 'scalar')
  const values = [...inputs].filter((node) => !numbers.includes(node))
  const stores = own.filter(isNeededLater)
  return {
    program: {
      ...program,
      nodes: [...numbers, ...values.map(loadOf), ...own],
      stores,
    },
    reads: values.map((node) =>
      node.kind === 'load' ? node.index : program.loads.length + node.id,
    ),
    writes: stores.map(({ id }) => id),
  }
}

/**
 * Cuts a program into pieces, to be run one after the other, that bind at most so many buffers
 * each. All stores of the program are values that some piece writes.
 *
 * @param most - At least 3, which one operation binds.
 */
export const piecesOf = (program: Program, most: number): readonly Piece[] => {
  const stores = new Set(program.stores)
  const steps = program.nodes.filter(
    (node): node is Operation => node.kind === 'operation' || stores.has(node),
  )
  const lastUse = new Map<Node, number>()
  steps.forEach((node, i) => {
    for (const operand of operandsOf(node)) lastUse.set(operand, i)
  })
  const make = (begin: number, end: number): Piece =>
    pieceOf(
      program,
      steps.slice(begin, end),
      (node) => stores.has(node) || (lastUse.get(node) ?? -1) >= end,
    )
  const pieces: Piece[] = []
  let begin = 0
  let piece = make(0, 0)
  for (let end = 1; end <= steps.length; end++) {
    const longer = make(begin, end)
    const fits = longer.reads.length + longer.writes.length <= most
    if (!fits) {
      pieces.push(piece)
      begin = end - 1
    }
    piece = fits ? longer : make(begin, end)
  }
  return [...pieces, piece]
}
