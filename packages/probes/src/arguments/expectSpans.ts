import { show } from '@momenta/options'
import type { Span } from '../flat/Span.js'

const isCount = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) >= 0

const isSpan = (value: unknown): value is Span => {
  const { name, shape, offset, size } = (value ?? {}) as Partial<Span>
  return (
    typeof name === 'string' &&
    Array.isArray(shape) &&
    shape.every(isCount) &&
    isCount(offset) &&
    size === shape.reduce((product, n) => product * n, 1)
  )
}

/**
 * Returns the span if it is one.
 *
 * @throws TypeError if it is not.
 */
export const expectSpan = (who: string, what: string, value: Span): Span => {
  if (!isSpan(value))
    throw new TypeError(
      `${who}: ${what} must be a leaf such as { name: 'a', shape: [2, 3], offset: 0, size: 6 }, got ${show(value)}`,
    )
  return value
}

/**
 * Returns the spans if they are a list of leaves within a vector.
 *
 * @param length - The length of the vector.
 * @throws TypeError if they are not, RangeError if one ends after the vector.
 */
export const expectSpans = (
  who: string,
  what: string,
  values: readonly Span[],
  length: number,
): readonly Span[] => {
  if (!Array.isArray(values))
    throw new TypeError(
      `${who}: ${what} must be a list of leaves, such as the spans of an objective, got ${show(values)}`,
    )
  for (const [i, value] of values.entries()) {
    const { name, offset, size } = expectSpan(who, `${what}[${i}]`, value)
    if (offset + size > length)
      throw new RangeError(
        `${who}: ${what} must lie within ${length} elements, got ${show(name)} at ${offset} to ${offset + size}`,
      )
  }
  return values
}
