import { show } from '@momenta/options'
import type { Plan } from '../Description.js'
import type { Decidable } from './Decidable.js'

const isBelow = (end: number, index: number): boolean =>
  Number.isSafeInteger(index) && index >= 0 && index < end

const checkLeaf = (
  part: () => string,
  leaf: string,
  count: number,
  { read = [], write }: Plan,
): void => {
  const fail = (does: string, got: unknown): never => {
    throw new RangeError(
      `${part()}: it must ${does} of the ${count} entries of leaf ${show(leaf)}, got ${got}`,
    )
  }
  if (write !== undefined && !isBelow(count + 1, write)) fail('write one or the next', write)
  for (const entry of read) if (!isBelow(count, entry)) fail('read one', entry)
}

/**
 * Checks that the entries that plans read exist, and that the one they write exists or is the next.
 *
 * @param part - The part in errors, of which the text is made only if there is one.
 * @param names - The leaves of the part, in the order of a list of plans.
 * @param buffers - The entries of each leaf.
 * @throws RangeError that names the part and the leaf.
 */
export const checkEntries = (
  part: () => string,
  names: readonly string[],
  plan: Plan | readonly Plan[],
  buffers: Decidable['parts'][number]['buffers'],
): void => {
  const isList = Array.isArray(plan)
  if (!isList && (plan as Plan).read === undefined && (plan as Plan).write === undefined) return
  names.forEach((name, i) => {
    const own = (isList ? plan[i] : plan) as Plan
    checkLeaf(part, name, buffers[name]?.length ?? 0, own)
  })
}
