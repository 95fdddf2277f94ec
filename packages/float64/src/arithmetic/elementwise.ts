import type { Arithmetic } from '@momenta/core'
import { numbers } from './numbers.js'

type Unary = (n: number) => number
type Binary = (a: number, b: number) => number

/** The elementwise arithmetic of values, from how functions of numbers are applied to them. */
export const elementwise = <A>(
  of: (n: number) => A,
  each: (a: A, f: Unary) => A,
  pairwise: (f: Binary) => (a: A, b: A) => A,
): Arithmetic<A> => ({
  of,
  add: pairwise(numbers.add),
  sub: pairwise(numbers.sub),
  mul: pairwise(numbers.mul),
  div: pairwise(numbers.div),
  max: pairwise(numbers.max),
  min: pairwise(numbers.min),
  sqrt: (a) => each(a, numbers.sqrt),
  abs: (a) => each(a, numbers.abs),
  sign: (a) => each(a, numbers.sign),
  neg: (a) => each(a, numbers.neg),
})
