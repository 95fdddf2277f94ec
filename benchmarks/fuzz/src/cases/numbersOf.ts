import type { Numbers } from './Case.js'

/** Mulberry32 (Tommy Ettinger, public domain): uniform numbers in [0, 1). */
const uniform = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * The numbers of one leaf, each a float32: for seed 0 all are 1, for even seeds multiples of 1/4
 * (so that norms and keys may be equal), else any; in [-4, 4], and then multiplied by the scale.
 */
export const numbersOf = (
  { seed, scale, spoiled }: Numbers,
  leaf: number,
  size: number,
  microbatch = 0,
): Float32Array => {
  const next = uniform(Math.imul(seed + 1000 * microbatch, 7919) + leaf)
  const numbers = Float32Array.from({ length: size }, () => {
    const n = 8 * next() - 4
    return scale * (seed === 0 ? 1 : seed % 2 === 0 ? Math.round(4 * n) / 4 : n)
  })
  if (spoiled?.leaf === leaf && size > 0) numbers[0] = Number(spoiled.by)
  return numbers
}

/** A permutation of a list, by a seed; 0 leaves it as it is. */
export const permuted = <A>(list: readonly A[], seed: number): readonly A[] => {
  if (seed === 0) return list
  const next = uniform(seed)
  return list
    .map((a) => ({ a, at: next() }))
    .sort((one, two) => one.at - two.at)
    .map(({ a }) => a)
}
