import { number, type Option, ranges, value } from '@momenta/options'
import { isVector } from './isVector.js'

/** Declares an option that takes a function. */
export const functionOption = <F>(): Option<F, 'required'> =>
  value<F>('must be a function', (given) => typeof given === 'function')

/** Declares an option that takes an array of numbers. */
export const vectorOption = <A extends ArrayLike<number>>(): Option<A, 'required'> =>
  value<A>('must be an array of numbers', isVector)

/** Declares an option that takes a list of values. */
export const listOption = <A>(of: string): Option<readonly A[], 'required'> =>
  value<readonly A[]>(`must be a list of ${of}`, Array.isArray)

/** Declares an option that takes a string. */
export const textOption = (): Option<string, 'required'> =>
  value<string>('must be a string', (given) => typeof given === 'string')

/** Declares an option that takes a plain object. */
export const objectOption = <A>(): Option<A, 'required'> =>
  value<A>('must be an object', (given) => typeof given === 'object' && given !== null)

/** Declares an integer of at least the given minimum. */
export const integerFrom = (minimum: number, value: number): Option<number, 'default'> =>
  number(
    {
      says: `must be an integer >= ${minimum}`,
      holds: (n) => ranges.count.holds(n) && n >= minimum,
    },
    value,
  )
