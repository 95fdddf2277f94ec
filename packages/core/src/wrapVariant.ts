import type { Variant } from './Description.js'
import { once } from './program/once.js'

const none: Variant = {}

/**
 * Wraps the variants of a part inside a combinator: the same record gives the same record, so that
 * its key is computed once.
 *
 * @param wrap - Makes the variant of the combinator from that of the part inside.
 *
 * @example
 * import { wrapVariant } from '@momenta/core'
 *
 * const moving = wrapVariant((inner) => ({ frozen: false, inner }))
 * const first = { first: true }
 * moving(first) // => { frozen: false, inner: { first: true } }
 * moving(first) === moving(first) // => true
 * moving() // => { frozen: false, inner: {} }
 */
export const wrapVariant = <W extends Variant>(
  wrap: (inner: Variant) => W,
): ((inner?: Variant) => W) => {
  const wrapped = once(wrap)
  return (inner = none) => wrapped(inner)
}
