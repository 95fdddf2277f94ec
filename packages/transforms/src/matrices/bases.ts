import type { WholeArithmetic } from '@momenta/core'
import { multiplyAlong, unfold } from './axes.js'
import { eigenbasis, turnedBasis } from './eigenbasis.js'

/** The averages of the products of the rows of each axis. */
export const averageProducts = <A>(
  x: WholeArithmetic<A>,
  axes: readonly number[],
  old: readonly A[],
  gradient: A,
  k: { readonly b: A; readonly c: A },
): readonly A[] =>
  axes.map((axis, i) => {
    const rows = unfold(x, gradient, axis)
    return x.add(x.mul(k.b, old[i] as A), x.mul(k.c, x.matmul(rows, x.transpose(rows))))
  })

/** A leaf with each of these axes multiplied by its matrix. */
const along = <A>(
  x: WholeArithmetic<A>,
  axes: readonly number[],
  matrices: readonly A[],
  leaf: A,
): A => axes.reduce((product, axis, i) => multiplyAlong(x, matrices[i] as A, product, axis), leaf)

/** A leaf in these bases, whose columns are their vectors. */
export const rotate = <A>(
  x: WholeArithmetic<A>,
  axes: readonly number[],
  bases: readonly A[],
  leaf: A,
): A =>
  along(
    x,
    axes,
    bases.map((basis) => x.transpose(basis)),
    leaf,
  )

/** The inverse of {@link rotate}. */
export const rotateBack = along

/** The eigenvectors of these matrices. */
export const firstBases = <A>(x: WholeArithmetic<A>, products: readonly A[]): readonly A[] =>
  products.flatMap((product) => x.onHost([product], (inputs) => inputs.map(eigenbasis)))

/** The bases after a step of power iteration, and the second moment in the new order. */
export const turnBases = <A>(
  x: WholeArithmetic<A>,
  axes: readonly number[],
  products: readonly A[],
  bases: readonly A[],
  v: A,
): { readonly bases: readonly A[]; readonly v: A } => {
  const turned = bases.map((basis, i) =>
    x.onHost([x.matmul(products[i] as A, basis), basis], ([product, old]) =>
      product === undefined || old === undefined ? [] : turnedBasis(product, old),
    ),
  )
  return {
    bases: turned.map(([basis]) => basis as A),
    v: along(
      x,
      axes,
      turned.map(([, order]) => order as A),
      v,
    ),
  }
}

/** The root mean square of a leaf. */
export const rmsOf = <A>(x: WholeArithmetic<A>, a: A): A =>
  x.div(x.norm(a), x.of(Math.sqrt(x.shapeOf(a).reduce((size, n) => size * n, 1))))
