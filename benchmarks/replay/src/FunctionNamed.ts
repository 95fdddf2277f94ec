import * as t from 'io-ts'
import { closed } from './closed.js'
import { Finite, Positive } from './numbers.js'

const numbers = t.readonlyArray(Finite)

/**
 * A function as a file names it: the quadratic with `A` and `b`, two basins of sharpness `s`,
 * others by dimension `n`.
 */
export const FunctionNamed = closed(
  'function',
  { name: t.string },
  { n: Positive, s: Finite, A: t.readonlyArray(numbers), b: numbers },
)
export type FunctionNamed = t.TypeOf<typeof FunctionNamed>
