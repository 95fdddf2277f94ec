import type { Operation } from './Node.js'

/** The operations of an arithmetic on elements, from how one of them is recorded. */
export const recorded = <A>(record: (name: Operation) => (...operands: readonly A[]) => A) => ({
  add: record('add'),
  sub: record('sub'),
  mul: record('mul'),
  div: record('div'),
  max: record('max'),
  min: record('min'),
  sqrt: record('sqrt'),
  abs: record('abs'),
  sign: record('sign'),
  neg: record('neg'),
})

/** The key of a constant: maps and templates do not distinguish -0 from 0. */
export const constantKey = (value: number): string =>
  `constant ${Object.is(value, -0) ? '-0' : value}`
