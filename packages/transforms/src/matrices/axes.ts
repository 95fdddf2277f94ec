import type { WholeArithmetic } from '@momenta/core'

/** The number of axes that a rule with a matrix for each axis distinguishes. */
export const axisCount = 4

/** A shape with at most four axes: of more, the first are one. */
export const atMostFour = (shape: readonly number[]): readonly number[] => {
  const first = shape.slice(0, shape.length - axisCount + 1)
  return shape.length <= axisCount
    ? shape
    : [first.reduce((product, n) => product * n, 1), ...shape.slice(first.length)]
}

/**
 * A shape whose consecutive axes are merged while their product is at most a size; axes of length 1
 * are part of their neighbours.
 */
export const mergedAxes = (shape: readonly number[], most: number): readonly number[] => {
  const merged: number[] = []
  let product = 1
  for (const n of shape)
    if (product * n <= most) product *= n
    else {
      if (product > 1) merged.push(product)
      product = n
    }
  return product > 1 || merged.length === 0 ? [...merged, product] : merged
}

const firstAxis = (length: number, axis: number): readonly number[] => [
  axis,
  ...Array.from({ length }, (_, i) => i).filter((i) => i !== axis),
]

/** A leaf as a matrix whose rows are one of its axes. */
export const unfold = <A>(x: WholeArithmetic<A>, a: A, axis: number): A => {
  const shape = x.shapeOf(a)
  const rows = shape[axis] as number
  const size = shape.reduce((product, n) => product * n, 1)
  const first = axis === 0 ? a : x.transpose(a, firstAxis(shape.length, axis))
  return x.reshape(first, [rows, size / rows])
}

/** The product of a square matrix with a leaf along one of its axes. */
export const multiplyAlong = <A>(x: WholeArithmetic<A>, matrix: A, a: A, axis: number): A => {
  const shape = x.shapeOf(a)
  const order = firstAxis(shape.length, axis)
  const permuted = order.map((i) => shape[i] as number)
  const product = x.reshape(x.matmul(matrix, unfold(x, a, axis)), permuted)
  return axis === 0
    ? product
    : x.transpose(
        product,
        order.map((_, i) => order.indexOf(i)),
      )
}
