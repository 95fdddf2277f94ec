import { finishLines, lineStart } from '../lines/finishLines.js'
import type { LinePass } from '../lines/LineProgram.js'
import type { LineRow } from '../lines/runPasses.js'
import { product } from '../product.js'
import { combinePartials, partials } from '../reduceValues.js'
import { callKernel, type Scratch } from './callKernel.js'

/** The memory of a backend. */
export interface LineMemory<L> extends Scratch {
  /** The address of a tensor. */
  readonly offset: (tensor: L) => number
}

/**
 * Runs the kernel of a pass that `emitLines` made.
 *
 * @returns The sum of the squares of the store that the pass says, if any.
 */
export const runLineKernel = <L extends { readonly size: number }>(
  kernel: (numbers: number, table: number) => void,
  pass: LinePass,
  scalars: readonly number[],
  { loads, stores, reductions }: LineRow<L>,
  own: LineMemory<L>,
): number | undefined => {
  // reading an offset may make the memory grow, which invalidates views of it
  const [streams, results] = [[...loads, ...stores].map(own.offset), reductions.map(own.offset)]
  let count = 0
  const places = [...reductions.map(({ size }) => size), partials].map((size) => {
    count += size
    return count - size
  })
  const sums = callKernel(
    own,
    {
      sums: count,
      start: (all) => {
        all.fill(0)
        pass.reductions.forEach((one, r) => {
          all.fill(lineStart(one), places[r], places[r + 1])
        })
      },
      numbers: [...scalars, ...pass.constants],
      table: (at) => [...streams, ...places.map((place) => at + 8 * place)],
    },
    kernel,
  )
  pass.reductions.forEach((reduction, r) => {
    const { size } = reductions[r] as L
    const into = new Float32Array(own.memory.buffer, results[r] as number, size)
    const from = places[r] as number
    finishLines(pass.shape, reduction, sums.subarray(from, from + size), into)
  })
  return pass.squares === undefined
    ? undefined
    : combinePartials('squares', sums, product(pass.shape), count - partials)
}
