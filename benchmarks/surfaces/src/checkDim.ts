/** @throws RangeError unless `dim` is an integer >= `minimum`. */
export const checkDim = (who: string, dim: number, minimum: number): void => {
  if (!Number.isInteger(dim) || dim < minimum)
    throw new RangeError(
      `${who}: dim must be an integer >= ${minimum}, got ${dim}; 2 is the usual value.`,
    )
}
