/**
 * A record without a prototype. Every record keyed by user-chosen names has this form, so that a
 * leaf may be called `constructor` or `__proto__`.
 *
 * @param entries - Names and values; none by default.
 *
 * @example
 * import { dictionary } from '@momenta/core'
 *
 * dictionary().constructor // => undefined
 * dictionary([['w', 1]]).w // => 1
 */
export const dictionary = <T>(
  entries: Iterable<readonly [string, T]> = [],
): { [name: string]: T } => {
  const made: { [name: string]: T } = Object.create(null)
  for (const [name, value] of entries) made[name] = value
  return made
}
