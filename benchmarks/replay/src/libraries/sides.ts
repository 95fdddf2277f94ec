import type { WholeArithmetic } from '@momenta/core'
import { mapEigenvalues } from './matrixPower.js'

/** A leaf without axes of length 1 as a matrix; a vector has one column. */
export const matrixOf = (leaf: readonly number[]): readonly [number, number] => {
  const [rows = 1, ...rest] = leaf.filter((n) => n !== 1)
  return [rows, rest.reduce((size, n) => size * n, 1)]
}

/** Whether it has at most one axis longer than 1. */
export const isVector = (leaf: readonly number[]): boolean => leaf.filter((n) => n !== 1).length < 2

/** The slot of the matrix of an axis. */
export const side = (axis: 0 | 1) => ({
  fill: 0,
  shape: (leaf: readonly number[]) => {
    const n = matrixOf(leaf)[axis]
    return axis === 1 && isVector(leaf) ? [1, 1] : [n, n]
  },
})

/** A symmetric matrix with each eigenvalue replaced, on the host. */
export const powered = <A>(
  x: WholeArithmetic<A>,
  matrix: A,
  replaced: (values: readonly number[]) => readonly number[],
): A => x.onHost([matrix], (inputs) => inputs.map((one) => mapEigenvalues(one, replaced)))[0] as A
