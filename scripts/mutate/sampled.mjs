/** mulberry32: the same numbers for the same seed, everywhere. */
const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let z = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  z = (z + Math.imul(z ^ (z >>> 7), 61 | z)) ^ z
  return ((z ^ (z >>> 14)) >>> 0) / 4294967296
}

/** A number of items drawn with a seed, in the order of the list. */
export const sampled = (list, count, seed) => {
  if (count >= list.length) return list
  const next = random(seed)
  const keyed = list.map((each, at) => ({ each, at, key: next() }))
  return keyed
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each)
}
