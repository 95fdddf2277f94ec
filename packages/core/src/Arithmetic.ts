/**
 * The arithmetic in which the body of a transform is written, once for numbers, tensors, arrays and
 * compilers.
 *
 * Every operation is elementwise, and scalars are broadcast. So that all interpreters agree bit for
 * bit, `max(a, b)` is `a < b ? b : a` and `min(a, b)` is `b < a ? b : a` (a NaN in `a` is
 * returned), and `sign` is 0 only for 0 and NaN. A body multiplies by reciprocals computed in the
 * plan; it never divides by a scalar of the step.
 */
export interface Arithmetic<A> {
  readonly of: (n: number) => A
  readonly add: (a: A, b: A) => A
  readonly sub: (a: A, b: A) => A
  readonly mul: (a: A, b: A) => A
  readonly div: (a: A, b: A) => A
  readonly max: (a: A, b: A) => A
  readonly min: (a: A, b: A) => A
  readonly sqrt: (a: A) => A
  readonly abs: (a: A) => A
  readonly sign: (a: A) => A
  readonly neg: (a: A) => A
}
