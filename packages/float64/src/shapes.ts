import { type Leaf, show } from '@momenta/core'

/**
 * The shapes of leaves by name, for rules that read them: an array has only a length. Default one
 * axis.
 */
export type Shapes = { readonly [leaf: string]: readonly number[] }

/** @throws TypeError if the options are no object. */
export const checkOptions = (who: string, options: unknown): void => {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(
      `${who}: options must be an object such as { shapes: { w: [2, 3] } }, got ${show(options)}`,
    )
}

/** The number of elements of a shape. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1)

/** The shape of an array: the expected one if it has that many elements. */
export const shapeOf = (
  { length }: ArrayLike<number>,
  expected: readonly number[] = [length],
): readonly number[] => (sizeOf(expected) === length ? expected : [length])

/**
 * The leaves that transforms see.
 *
 * @param names - One for each leaf.
 * @throws RangeError if a shape has another number of elements than its leaf, or names no leaf.
 */
export const leavesWith = (
  who: string,
  leaves: readonly ArrayLike<number>[],
  names: readonly string[],
  shapes: Shapes = {},
): readonly Leaf[] => {
  const unknown = Object.keys(shapes).find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw new RangeError(`${who}: shapes must hold only names of leaves, got ${show(unknown)}`)
  return leaves.map(({ length }, i) => {
    const name = names[i] as string
    const shape = (Object.hasOwn(shapes, name) ? shapes[name] : undefined) ?? [length]
    if (sizeOf(shape) !== length)
      throw new RangeError(
        `${who}: the shape of ${show(name)} must have ${length} elements, got [${shape.join(', ')}]`,
      )
    return { name, shape, size: length }
  })
}
