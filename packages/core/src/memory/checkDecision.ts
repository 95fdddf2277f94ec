import type { Decision } from '@momenta/policies'
import { kindOf } from '../kindOf.js'

const who = 'remember: the policy must return'

/**
 * Checks the decision of a policy: an existing slot, and a finite key for each entry.
 *
 * @param size - The number of entries before the offer.
 * @throws TypeError or RangeError; the step changes nothing.
 */
export const checkDecision = (decision: Decision, size: number, capacity: number): void => {
  if (typeof decision !== 'object' || decision === null || !Array.isArray(decision.keys))
    throw new TypeError(`${who} { keys, slot } with a list of keys, got ${kindOf(decision)}`)
  const { keys, slot } = decision
  const last = Math.min(size, capacity - 1)
  if (slot !== undefined && !(Number.isInteger(slot) && slot >= 0 && slot <= last))
    throw new RangeError(
      `${who} a slot that is undefined or an integer from 0 to ${last}, got ${typeof slot === 'number' ? slot : kindOf(slot)}`,
    )
  const count = slot === size ? size + 1 : size
  if (keys.length !== count)
    throw new RangeError(`${who} a key for each of ${count} entries, got ${keys.length} keys`)
  for (let i = 0; i < count; i++)
    if (!Number.isFinite(keys[i]))
      throw new RangeError(
        `${who} finite keys, got ${typeof keys[i] === 'number' ? keys[i] : kindOf(keys[i])} in slot ${i}`,
      )
}
