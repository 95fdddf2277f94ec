import type { Optimizer } from '@momenta/core'
import { float64, type Iterate } from '@momenta/float64'
import { bowl, type Point, start } from './problem.js'

/** Takes steps on the laws' problem from an iterate, or from the start. */
export const travel = (
  optimizer: Optimizer,
  steps: number,
  from?: Iterate<Point>,
): Iterate<Point> => {
  const { init, step } = float64(optimizer)
  let iterate = from ?? init(start)
  for (let i = 0; i < steps; i++) iterate = step(bowl, iterate)
  return iterate
}

/** An iterate as text; two texts are equal if and only if the iterates have the same bits. */
export const textOf = (iterate: Iterate<Point>): string =>
  JSON.stringify(iterate, (_, value) =>
    value instanceof Float64Array
      ? Array.from(value, (n) => (Object.is(n, -0) ? '-0' : String(n)))
      : value,
  )

/** The parameters of an iterate as text. */
export const paramsOf = ({ params }: Iterate<Point>): string =>
  `${Array.from(params.w, (n) => (Object.is(n, -0) ? '-0' : n))} ${Array.from(params.b, (n) => (Object.is(n, -0) ? '-0' : n))}`
