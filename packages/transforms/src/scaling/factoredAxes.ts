/** The two axes along which a second moment is factored; undefined if it is not. */
export type FactoredAxes = readonly [largest: number, second: number] | undefined

/** Which leaves are factored, and along which axes. */
export interface Factoring {
  /** The two largest axes (Optax), or the last two (PyTorch). */
  readonly axes: 'largest' | 'last'
  /** The minimum length of the shorter of these axes. */
  readonly minSize: number
}

/**
 * The axes along which a leaf is factored: R is a mean over the first, C one over the second.
 *
 * @param shape - The shape of the leaf.
 */
export const factoredAxes = (
  shape: readonly number[],
  { axes, minSize }: Factoring,
): FactoredAxes => {
  if (shape.length < 2) return undefined
  const lengthOf = (axis: number): number => shape[axis] as number
  const inOrder = shape.map((_, axis) => axis)
  if (axes === 'largest') inOrder.sort((a, b) => lengthOf(a) - lengthOf(b))
  const [second, largest] = inOrder.slice(-2) as [number, number]
  return Math.min(lengthOf(largest), lengthOf(second)) < minSize ? undefined : [largest, second]
}

/** A shape with length 1 at an axis. */
export const without = (shape: readonly number[], axis: number): readonly number[] =>
  shape.map((length, i) => (i === axis ? 1 : length))

/** The shape of state that a leaf does not use: one number. */
export const unused = (shape: readonly number[]): readonly number[] => shape.map(() => 1)
