import { kindOf } from './kindOf.js'
import type { Transform } from './Transform.js'

const isDescription = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { readonly plan?: unknown }).plan === 'function' &&
  typeof (value as { readonly body?: unknown }).body === 'function'

/** Whether a value is a list of descriptions. */
export const isTransform = (value: unknown): value is Transform =>
  Array.isArray(value) && value.every(isDescription)

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
      : kindOf(value)
  throw new TypeError(`${who}: the transform must be a list of descriptions, got ${help}`)
}
