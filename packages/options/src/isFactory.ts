import type { Declared } from './Option.js'

/**
 * Whether a value is a factory that declares its options, rather than what the factory makes.
 *
 * @example
 * import { isFactory } from '@momenta/options'
 *
 * isFactory(() => 0) // => false
 */
export const isFactory = (
  value: unknown,
): value is { readonly name: string; readonly options: Declared } => {
  try {
    return (
      typeof value === 'function' &&
      Object.hasOwn(value, 'options') &&
      Object.hasOwn(value, 'example')
    )
  } catch {
    return false
  }
}
