import type { Option } from './Option.js'

/**
 * The same option without a default; it may be left out, and is undefined then.
 *
 * @example
 * import { number, optional, ranges } from '@momenta/options'
 *
 * optional(number(ranges.decay, 0.99)).presence // => 'optional'
 */
export const optional = <O extends Option>(
  option: O,
): Omit<O, 'presence'> & { readonly presence: 'optional' } => ({ ...option, presence: 'optional' })

/**
 * The same option without a default; it must be given. What was its default is its example, for
 * tests and error messages.
 *
 * @example
 * import { number, ranges, required } from '@momenta/options'
 *
 * required(number(ranges.positiveCount, 1000)).presence // => 'required'
 */
export const required = <O extends Option>(
  option: O,
): Omit<O, 'presence'> & { readonly presence: 'required' } => ({ ...option, presence: 'required' })

/**
 * The same option with a default.
 *
 * @param make - Makes the default.
 *
 * @example
 * import { value, withDefault } from '@momenta/options'
 *
 * const clock = value<() => number>('must be a function', (given) => typeof given === 'function')
 * withDefault(clock, () => Date.now).presence // => 'default'
 */
export const withDefault = <A>(option: Option<A>, make: () => A): Option<A, 'default'> => ({
  ...option,
  presence: 'default',
  example: make,
})
