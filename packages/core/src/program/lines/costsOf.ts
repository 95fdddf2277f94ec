import { product } from '../product.js'
import type { LineProgram } from './LineProgram.js'

/** How many arrays as large as the leaf a pass reads and writes. */
export interface LineCost {
  readonly reads: number
  readonly writes: number
}

/** The costs of the passes over the whole leaf; those over lines are left out. */
export const costsOf = ({ passes }: LineProgram): readonly LineCost[] => {
  const most = Math.max(...passes.map(({ shape }) => product(shape)))
  return passes.flatMap(({ shape, loads, stores }) =>
    product(shape) < most
      ? []
      : {
          reads: loads.filter((load) => product(load.shape) === most).length,
          writes: stores.length,
        },
  )
}
