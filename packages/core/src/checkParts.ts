import { kindOf } from './kindOf.js'
import { checkPartNames } from './state/checkPartNames.js'
import type { Transform } from './Transform.js'

/**
 * Checks that an argument is a state with a part for each part of the transform, which has its
 * slots and hyperparameters.
 *
 * @param who - The name of the caller in errors.
 * @param isStart - Whether the transform may be the start of a longer chain. Default false.
 * @throws TypeError if it is anything else, such as an iterate, parameters or the state of another
 *   transform.
 *
 * @example
 * import { checkParts, identity } from '@momenta/core'
 *
 * checkParts('example', identity, { step: 0, parts: [] }) // => undefined
 */
export const checkParts = (
  who: string,
  transform: Transform,
  state: unknown,
  isStart = false,
): void => {
  const { parts, state: inner } = (state ?? {}) as { readonly [name: string]: unknown }
  if (!Array.isArray(parts))
    throw new TypeError(
      `${who}: the state must be that of an iterate, got ${inner ? 'an iterate; pass its state' : kindOf(state)}`,
    )
  if (isStart ? parts.length < transform.length : parts.length !== transform.length)
    throw new TypeError(
      `${who}: the state must have ${transform.length} parts [${transform.map(({ name }) => name).join(', ')}], got ${parts.length}; was the state made by this optimizer?`,
    )
  transform.forEach((description, i) => {
    checkPartNames(who, `part ${i} (${description.name})`, description, parts[i])
  })
}
