import type { PartKind } from './PartKind.js'
import { part } from './part.js'

/**
 * Returns the value if it is a part of the kind.
 *
 * @throws TypeError if it is not: `withSAM: optimizer must be an optimizer such as adam(), got
 *   undefined`.
 *
 * @example
 * import { checkPart } from '@momenta/options'
 *
 * checkPart('accumulate', 'transform', [], 'transform') // => []
 */
export const checkPart = <A>(who: string, name: string, value: A, kind: PartKind): A => {
  const found = part(kind, () => value).problemOf(value)
  if (found !== undefined) throw new TypeError(`${who}: ${name} ${found.says}`)
  return value
}
