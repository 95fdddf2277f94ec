/**
 * The arithmetic in which the body of a transform is written: once, for numbers, for tensors, for whole arrays and for
 * the compilers alike.
 *
 * Every operation is elementwise, and a scalar spreads over a leaf. Two points are fixed so that all interpreters agree bit for bit:
 * `max(a, b)` is `a < b ? b : a` and `min(a, b)` is `b < a ? b : a` (a NaN in `a` stays), and `sign` is 0 for 0 and NaN only.
 * A body multiplies by reciprocals that the host made; it never divides by a per-step scalar.
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
