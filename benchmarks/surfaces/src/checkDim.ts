/** @throws RangeError unless `dim` is an integer of at least `least`. */
export const checkDim = (who: string, dim: number, least: number): void => {
  if (!Number.isInteger(dim) || dim < least)
    throw new RangeError(
      `${who}: dim must be an integer >= ${least}, got ${dim}; 2 is the usual value.`,
    )
}
