/**
 * The probability below the upper end of a two-sided interval, (1 + confidence) / 2.
 *
 * @throws RangeError if the confidence is outside (0, 1).
 */
export const upperTail = (who: string, confidence: number): number => {
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`${who}: confidence must lie in (0, 1), got ${confidence}; 0.95 is usual.`)
  return (1 + confidence) / 2
}
