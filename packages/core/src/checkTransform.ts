import { kinds } from '@momenta/options'
import { kindOf } from './kindOf.js'
import type { Transform } from './Transform.js'

/** Whether a value is a list of descriptions. */
export const isTransform = (value: unknown): value is Transform => kinds.transform.is(value)

/** The part of a list that is no description; undefined if there is none, or no list. */
export const lackOf = (parts: unknown): string | undefined => {
  if (!Array.isArray(parts)) return undefined
  const i = parts.findIndex((part) => !isTransform([part]))
  return i < 0 ? undefined : `part ${i} without all of name, slots, hyper, init, plan and body`
}

/**
 * Checks that an argument is a transform.
 *
 * @param who - The name of the caller in errors.
 * @throws TypeError if it is anything else, such as a factory that was not called, an optimizer or
 *   a state.
 *
 * @example
 * import { checkTransform, identity } from '@momenta/core'
 *
 * checkTransform('example', identity) // => undefined
 */
export function checkTransform(who: string, value: unknown): asserts value is Transform {
  if (isTransform(value)) return
  const inner = (value as { readonly transform?: unknown } | null | undefined)?.transform
  const help = isTransform(inner)
    ? 'an optimizer; pass its transform'
    : typeof value === 'function'
      ? 'a function; call the factory, as ema()'
      : (lackOf(value) ?? kindOf(value))
  throw new TypeError(`${who}: the transform must be a list of descriptions, got ${help}`)
}
