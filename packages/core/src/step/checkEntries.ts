import { show } from '@momenta/options'
import type { Plan } from '../Description.js'

const failWrite = (part: string, leaf: string, count: number, write: number): never => {
  throw new RangeError(
    `step: ${part} must write an entry of leaf ${show(leaf)} from 0 to ${count}, got ${write}`,
  )
}

const failRead = (part: string, leaf: string, count: number, read: number): never => {
  throw new RangeError(
    `step: ${part} must read one of the ${count} entries of leaf ${show(leaf)}, got ${read}`,
  )
}

const checkLeaf = (part: string, leaf: string, count: number, { read, write }: Plan): void => {
  if (write !== undefined && write > count) failWrite(part, leaf, count, write)
  if (read !== undefined)
    for (const entry of read) if (entry >= count) failRead(part, leaf, count, entry)
}

/**
 * Checks that the entries that plans read exist, and that the one they write exists or is the next.
 *
 * @param names - The leaves of the part, in the order of a list of plans.
 * @param buffers - The entries of each leaf.
 * @throws RangeError that names the part and the leaf.
 */
export const checkEntries = (
  part: string,
  names: readonly string[],
  plan: Plan | readonly Plan[],
  buffers: { readonly [leaf: string]: readonly unknown[] },
): void => {
  const isList = Array.isArray(plan)
  if (!isList && (plan as Plan).read === undefined && (plan as Plan).write === undefined) return
  names.forEach((name, i) => {
    const own = (isList ? plan[i] : plan) as Plan
    checkLeaf(part, name, buffers[name]?.length ?? 0, own)
  })
}
