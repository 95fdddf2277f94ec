import type { LineProgram } from './LineProgram.js'

/** How many arrays as large as the leaf a pass reads and writes. */
export interface LineCost {
  readonly reads: number
  readonly writes: number
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((all, length) => all * length, 1)

/** The costs of the passes over the whole leaf; those over lines are left out. */
export const costsOf = ({ passes }: LineProgram): readonly LineCost[] => {
  const most = Math.max(...passes.map(({ shape }) => sizeOf(shape)))
  return passes.flatMap(({ shape, loads, stores }) =>
    sizeOf(shape) < most
      ? []
      : {
          reads: loads.filter((load) => sizeOf(load.shape) === most).length,
          writes: stores.length,
        },
  )
}
