import prand from 'pure-rand'

type Range = readonly [number, number]

/** Draws points uniformly from a box, one per call (xoroshiro128+ of pure-rand with this seed). */
export const sequence = (
  seed: number,
  dim: number,
  [low, high]: Range,
): (() => readonly number[]) => {
  const generator = prand.xoroshiro128plus(seed)
  const uniform = () => prand.unsafeUniformIntDistribution(0, 2 ** 32 - 1, generator) / 2 ** 32
  return () => Array.from({ length: dim }, () => low + (high - low) * uniform())
}

/** Points drawn uniformly from a box, a pure function of the seed. */
export const starts = (
  seed: number,
  count: number,
  dim: number,
  box: Range,
): readonly (readonly number[])[] => {
  const next = sequence(seed, dim, box)
  return Array.from({ length: count }, next)
}
