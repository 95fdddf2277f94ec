import { show } from '@momenta/options'
import type { BodyOutput, Description, Plan } from '../Description.js'
import { kindOf } from '../kindOf.js'

/**
 * Checks that a body returned updates, a value for each slot that its part declares, and an entry
 * if its plan writes one.
 *
 * @throws TypeError in one line that names the part.
 */
export const checkOutput = <A>(
  { name, slots: declared }: Description,
  { write }: Plan,
  output: BodyOutput<A, string>,
): void => {
  const { updates, slots, entry } = (output ?? {}) as Partial<BodyOutput<A, string>>
  if (updates === undefined || typeof slots !== 'object' || slots === null)
    throw new TypeError(
      `step: the body of ${name} must return { updates, slots }, got ${kindOf(output)}`,
    )
  for (const slot in declared)
    if (slots[slot] === undefined)
      throw new TypeError(
        `step: the body of ${name} must return a value for each slot that the part declares, got none for ${show(slot)}`,
      )
  if (write !== undefined && entry === undefined)
    throw new TypeError(
      `step: the body of ${name} must return the entry that its plan writes, got none`,
    )
}
