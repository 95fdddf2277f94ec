/** Throws unless the option is a list of rising whole numbers >= 0. */
export const checkedBoundaries = (who: string, boundaries: readonly number[]): void => {
  const rises = (n: number, i: number) =>
    Number.isSafeInteger(n) && n >= 0 && (i === 0 || n > (boundaries[i - 1] as number))
  if (!Array.isArray(boundaries) || !boundaries.every(rises))
    throw new RangeError(
      `${who}: boundaries must be rising whole numbers >= 0, got ${JSON.stringify(boundaries)}`,
    )
}
