import { show } from '@momenta/options'

/**
 * Checks that the entries that a plan reads are there, and that the one it writes replaces one of them or is the next.
 *
 * @param count - How many entries the memory of the leaf holds.
 * @throws RangeError that names the part and the leaf.
 *
 * @example
 * import { checkEntries } from '@momenta/core'
 *
 * checkEntries('remember', 'w', 2, [0, 1], 2) // => undefined
 */
export const checkEntries = (
  part: string,
  leaf: string,
  count: number,
  read: readonly number[] | undefined,
  write: number | undefined,
): void => {
  if (write !== undefined && write > count)
    throw new RangeError(
      `step: ${part} must write an entry of leaf ${show(leaf)} from 0 to ${count}, got ${write}`,
    )
  if (read !== undefined)
    for (const slot of read)
      if (slot >= count)
        throw new RangeError(
          `step: ${part} must read one of the ${count} entries of leaf ${show(leaf)}, got ${slot}`,
        )
}
