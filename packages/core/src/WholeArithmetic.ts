import type { Arithmetic } from './Arithmetic.js'
import type { Lines } from './Lines.js'
import type { Matrix } from './Matrix.js'

/**
 * Arithmetic on whole leaves, in which the `leaf` of `describeWhole` is written once for arrays and
 * tensors. Elementwise operations broadcast axes of length 1, and scalars.
 */
export interface WholeArithmetic<A> extends Arithmetic<A>, Lines<A> {
  readonly shapeOf: (a: A) => readonly number[]
  /** The product of two matrices. */
  readonly matmul: (a: A, b: A) => A
  /** Axis i of the result is axis `axes[i]` of a. Default in reverse. */
  readonly transpose: (a: A, axes?: readonly number[]) => A
  /** The same elements in another shape of the same size. */
  readonly reshape: (a: A, shape: readonly number[]) => A
  /** The sum over all elements, a scalar. */
  readonly total: (a: A) => A
  /** The root of the sum of squares of all elements, a scalar, without overflow of squares. */
  readonly norm: (a: A) => A
  /** The identity matrix with n rows. */
  readonly eye: (n: number) => A
  /**
   * Reads values, computes on the host in float64, and returns the results to the device: for
   * factorizations of small matrices, every few steps. A backend that cannot be read synchronously
   * is an error.
   */
  readonly onHost: (
    inputs: readonly A[],
    compute: (inputs: readonly Matrix[]) => readonly Matrix[],
  ) => readonly A[]
}
