import type { LeafArithmetic } from '@momenta/core'
import { elementwise } from './elementwise.js'
import { scaleOf } from './scaleOf.js'

const each = (a: Float64Array, f: (n: number) => number) => a.map(f)

/** Elementwise; a scalar (one element) is broadcast. */
const pairwise =
  (f: (a: number, b: number) => number) =>
  (a: Float64Array, b: Float64Array): Float64Array =>
    b.length === 1
      ? a.map((n) => f(n, b[0] as number))
      : a.length === 1
        ? b.map((n) => f(a[0] as number, n))
        : a.map((n, i) => f(n, b[i] as number))

/**
 * Arithmetic on whole leaves that are plain arrays, for estimators; a scalar is an array of one
 * element.
 */
export const arrays: LeafArithmetic<Float64Array> = {
  ...elementwise((n) => Float64Array.of(n), each, pairwise),
  total: (a) => Float64Array.of(a.reduce((sum, n) => sum + n, 0)),
  scaleOf: (leaves) => Float64Array.of(scaleOf(leaves)),
  pack: (leaves) => leaves,
  unpack: (packed) => packed,
  generate: ({ length }, numbersOf) => numbersOf(length),
  scope: (run) => run(),
}
