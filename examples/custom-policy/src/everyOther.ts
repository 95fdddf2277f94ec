import type { Policy } from '@momenta/policies'

/** Keeps every second update, in the order in which they came: a buffer that reaches back further. */
export const everyOther: Policy = (keys, newcomer, { capacity, count }) => {
  if (!Number.isFinite(newcomer) || capacity === 0 || count % 2 === 1)
    return { keys, slot: undefined }
  const slot = keys.length < capacity ? keys.length : keys.indexOf(Math.min(...keys))
  const next = [...keys]
  // the key of an entry is its age, so that the oldest one has the smallest
  next[slot] = count
  return { keys: next, slot }
}
