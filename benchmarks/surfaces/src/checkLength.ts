/** @throws RangeError unless a vector has as many coordinates as its surface. */
export const checkLength = (who: string, what: string, length: number, dim: number): void => {
  if (length !== dim)
    throw new RangeError(
      `${who}: ${what} must have ${dim} coordinates, got ${length}; build the surface with dim ${length} if it has one.`,
    )
}
