import { show } from '@momenta/options'
import { isVector } from './isVector.js'

/**
 * Returns the value if it is an array of numbers, of a length where one is given.
 *
 * @param of - What has that length, for the error: `of the point`.
 * @throws TypeError if it is none, RangeError if it has another length.
 */
export const expectVector = <A extends ArrayLike<number>>(
  who: string,
  what: string,
  value: A,
  length?: number,
  of = '',
): A => {
  if (!isVector(value))
    throw new TypeError(`${who}: ${what} must be an array of numbers, got ${show(value)}`)
  if (length !== undefined && value.length !== length)
    throw new RangeError(
      `${who}: ${what} must have ${of && 'the '}${length} elements${of}, got ${value.length}`,
    )
  return value
}

/** Returns the values if they are a list of arrays of numbers, of a length where one is given. */
export const expectVectors = <A extends ArrayLike<number>>(
  who: string,
  what: string,
  values: readonly A[],
  length?: number,
): readonly A[] => {
  if (!Array.isArray(values))
    throw new TypeError(`${who}: ${what} must be a list of arrays of numbers, got ${show(values)}`)
  for (const [i, value] of values.entries()) expectVector(who, `${what}[${i}]`, value, length)
  return values
}
