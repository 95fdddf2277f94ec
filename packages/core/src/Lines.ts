/**
 * Reductions of a leaf along axes, for rules that keep rows and columns.
 *
 * The axes that are reduced have length 1 in the result, so that it can be combined with the leaf:
 * elementwise operations broadcast lengths of 1. The order of additions is that of `reduceAxes`, in
 * float64 where the data are on the host; on backends with a device it is theirs, in float32.
 */
export interface Lines<A> {
  /** The sum over axes. */
  readonly sumOver: (a: A, axes: readonly number[]) => A
  /** The mean over axes. */
  readonly meanOver: (a: A, axes: readonly number[]) => A
  /** The maximum over axes; NaN if an element is. */
  readonly maxOver: (a: A, axes: readonly number[]) => A
}
