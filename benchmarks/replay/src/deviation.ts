/**
 * |a - b| over what the file allows: tol (|b| + 1e-3). A NaN or infinity is infinitely far from
 * anything else.
 */
export const deviation = (got: number, wanted: number, tol: number): number => {
  if (Object.is(got, wanted)) return 0
  const over = Math.abs(got - wanted) / (tol * (Math.abs(wanted) + 1e-3))
  return Number.isNaN(over) ? Number.POSITIVE_INFINITY : over
}

/** The maximum deviation of two lists; infinite for lists of different length. */
export const worstOf = (
  got: readonly ArrayLike<number>[],
  wanted: readonly (readonly number[])[],
  tol: number,
): number =>
  got.length !== wanted.length
    ? Number.POSITIVE_INFINITY
    : wanted.reduce((worst, leaf, i) => {
        const own = got[i] as ArrayLike<number>
        if (own.length !== leaf.length) return Number.POSITIVE_INFINITY
        return leaf.reduce(
          (most, value, j) => Math.max(most, deviation(own[j] as number, value, tol)),
          worst,
        )
      }, 0)
