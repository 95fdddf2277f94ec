import { endOfLine, unknown } from './words.js'

/**
 * The vocabulary of lines: `<unk>`, `<eos>` and the most frequent other words; ties go by code
 * point.
 *
 * @param size - How many words at most, with the two marks: an integer >= 2.
 * @throws RangeError if the size is not.
 */
export const vocabularyOf = (
  lines: readonly (readonly string[])[],
  size = Number.MAX_SAFE_INTEGER,
): readonly string[] => {
  if (!Number.isSafeInteger(size) || size < 2)
    throw new RangeError(`vocabularyOf: size must be an integer >= 2, got ${size}`)
  const counts = new Map<string, number>()
  for (const words of lines) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  counts.delete(unknown)
  counts.delete(endOfLine)
  const byFrequency = [...counts].sort(
    ([a, timesA], [b, timesB]) => timesB - timesA || (a < b ? -1 : 1),
  )
  return [unknown, endOfLine, ...byFrequency.slice(0, size - 2).map(([word]) => word)]
}
