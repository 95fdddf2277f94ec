import type { Node } from './graph.js'

/** The numbers of uniform nodes in a step. */
export type Values = (uniform: Node) => number

/**
 * A factor that is the same for every element of a leaf; its number depends on the scalars of the
 * step.
 */
export type Factor = (values: Values) => number

export const zero: Factor = () => 0
export const one: Factor = () => 1
const minusOne: Factor = () => -1

export const factorOf =
  (uniform: Node): Factor =>
  (values) =>
    values(uniform)

export const times = (a: Factor, b: Factor): Factor =>
  a === one ? b : b === one ? a : (values) => a(values) * b(values)

export const over =
  (a: Factor, b: Factor): Factor =>
  (values) =>
    a(values) / b(values)

export const plus =
  (a: Factor, b: Factor): Factor =>
  (values) =>
    a(values) + b(values)

export const negated = (a: Factor): Factor => times(minusOne, a)

export const rootOf =
  (a: Factor): Factor =>
  (values) =>
    Math.sqrt(a(values))
