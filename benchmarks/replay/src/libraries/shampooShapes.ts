import type { WholeArithmetic } from '@momenta/core'
import type { Fields } from './fieldsOf.js'

/** Axes whose product is at most `most` are one; a leaf of one axis has none. */
const merged = (shape: readonly number[], most: number): readonly number[] => {
  const out: number[] = []
  let size = 1
  for (const n of shape) {
    if (size * n > most) {
      out.push(size)
      size = n
    } else size *= n
  }
  return [...out, size]
}

/** The shape in which a leaf is preconditioned, and whether each of its axes is. */
export const shampooShapes = (o: Fields) => {
  const [block, merges] = [o.number('block_size'), o.flag('shape_interpretation')]
  const [rank, most] = [
    o.number('skip_preconditioning_rank_lt'),
    o.number('no_preconditioning_for_layers_with_dim_gt'),
  ]
  const kind = o.number('pre_conditioner_type')
  const isChosen = (axis: number, axes: number): boolean =>
    kind === 0 || (axis === axes - 1) === (kind === 2)
  return (leaf: readonly number[]): readonly { readonly n: number; readonly chosen: boolean }[] => {
    const shape = merges ? merged(leaf, block) : leaf
    if (shape.length < 2 || leaf.length < rank || leaf.some((n) => n > most)) return []
    if (shape.some((n) => block > 0 && n > block))
      throw new RangeError('block_size: leaves of several blocks are not replayed')
    return shape.map((n, axis) => ({ n, chosen: isChosen(axis, shape.length) }))
  }
}

/** Visits each axis of a leaf as the rows of a matrix; the other axes keep their cyclic order. */
export const alongAxes = <A>(
  x: WholeArithmetic<A>,
  leaf: A,
  shape: readonly number[],
  visit: (matrix: A, axis: number) => A,
): A => {
  const size = shape.reduce((product, n) => product * n, 1)
  const cycled = shape.reduce(
    (a, n, axis) => x.transpose(visit(x.reshape(a, [n, size / n]), axis)),
    leaf,
  )
  return x.reshape(cycled, x.shapeOf(leaf))
}
