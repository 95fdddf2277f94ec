/** Throws unless vectors have the length of the point. */
export const expectSameLength = (
  who: string,
  point: Float64Array,
  ...vectors: readonly Float64Array[]
): void => {
  for (const { length } of vectors)
    if (length !== point.length)
      throw new RangeError(
        `${who}: each vector must have the ${point.length} elements of the point, got ${length}`,
      )
}
