/** @throws RangeError unless `value` is a finite number > 0. */
export const checkPositive = (who: string, what: string, value: number, usual: number): void => {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY))
    throw new RangeError(
      `${who}: ${what} must be a finite number > 0, got ${value}; ${usual} is the default.`,
    )
}
