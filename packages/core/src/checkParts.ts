import { kindOf } from './kindOf.js'
import type { Transform } from './Transform.js'

/**
 * Checks that an argument is a state with a part for each part of the transform.
 *
 * @param who - The name of the caller in errors.
 * @throws TypeError if it is anything else, such as an iterate, parameters or the state of another
 *   transform.
 *
 * @example
 * import { checkParts, identity } from '@momenta/core'
 *
 * checkParts('example', identity, { step: 0, parts: [] }) // => undefined
 */
export const checkParts = (who: string, transform: Transform, state: unknown): void => {
  const { parts, state: inner } = (state ?? {}) as { readonly [name: string]: unknown }
  if (!Array.isArray(parts))
    throw new TypeError(
      `${who}: the state must be that of an iterate, got ${inner === undefined ? kindOf(state) : 'an iterate; pass its state'}`,
    )
  if (parts.length < transform.length)
    throw new TypeError(
      `${who}: the state must have at least ${transform.length} parts, one for each of the transform, got ${parts.length}; was it made by another optimizer?`,
    )
}
