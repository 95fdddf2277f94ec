import type { Policy } from '@momenta/policies'

/** Once the buffer is full, every second update replaces the oldest: it reaches back further. */
export const everyOther: Policy = (keys, newcomer, { capacity, count }) => {
  const isFull = keys.length >= capacity
  if (!Number.isFinite(newcomer) || capacity === 0 || (isFull && count % 2 === 1))
    return { keys, slot: undefined }
  // a key is the number of the update, so that the oldest entry has the smallest
  const slot = isFull ? keys.indexOf(Math.min(...keys)) : keys.length
  const next = [...keys]
  next[slot] = count
  return { keys: next, slot }
}
