import {
  type Node,
  type Program,
  type ProgramFunction,
  type Reduction,
  type ReductionFunction,
  reduceValues,
} from '@momenta/core/program'
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
  ({ nodes }: Pick<Program, 'nodes'>, stores: readonly Node[]): ProgramFunction =>
  (scalars, loads, into, size) => {
    const values = new Float64Array(nodes.length)
    for (let i = 0; i < size; i++) {
      for (const node of nodes) values[node.id] = evaluate(node, values, scalars, loads, i)
      stores.forEach(({ id }, s) => {
        ;(into[s] as Float64Array)[i] = values[id] as number
      })
    }
  }

/** The function of a reduction where code generation is forbidden: slow, the same bits. */
export const interpretReduction = (reduction: Reduction): ReductionFunction => {
  const { outputs } = reduction
  const run = interpretProgram(
    reduction,
    outputs.map(({ node }) => node),
  )
  return (scalars, loads, size) => {
    const values = outputs.map(() => new Float64Array(size))
    run(scalars, loads, values, size)
    return outputs.map(({ by }, o) => reduceValues(by, values[o] as Float64Array))
  }
}
