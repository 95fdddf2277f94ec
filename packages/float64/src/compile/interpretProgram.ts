import type { Node, Program, ProgramFunction } from '@momenta/core/program'
import { numbers } from '../arithmetic/numbers.js'

const evaluate = (
  node: Node,
  values: Float64Array,
  scalars: ArrayLike<number>,
  loads: readonly ArrayLike<number>[],
  element: number,
): number => {
  switch (node.kind) {
    case 'load':
      return loads[node.index]?.[element] as number
    case 'scalar':
      return scalars[node.index] as number
    case 'constant':
      return node.value
    case 'operation': {
      const run: (...operands: readonly number[]) => number = numbers[node.operation]
      return run(...node.operands.map(({ id }) => values[id] as number))
    }
  }
}

/** The function of a program where code generation is forbidden: slow, the same bits. */
export const interpretProgram =
  ({ nodes }: Program, stores: readonly Node[]): ProgramFunction =>
  (scalars, loads, into, size) => {
    const values = new Float64Array(nodes.length)
    for (let i = 0; i < size; i++) {
      for (const node of nodes) values[node.id] = evaluate(node, values, scalars, loads, i)
      stores.forEach(({ id }, s) => {
        ;(into[s] as Float64Array)[i] = values[id] as number
      })
    }
  }
