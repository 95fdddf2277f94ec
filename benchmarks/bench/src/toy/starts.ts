import prand from 'pure-rand'

/** Points drawn uniformly from a box, a pure function of the seed (xoroshiro128+ of pure-rand). */
export const starts = (
  seed: number,
  count: number,
  dim: number,
  [low, high]: readonly [number, number],
): readonly (readonly number[])[] => {
  const generator = prand.xoroshiro128plus(seed)
  const uniform = () => prand.unsafeUniformIntDistribution(0, 2 ** 32 - 1, generator) / 2 ** 32
  return Array.from({ length: count }, () =>
    Array.from({ length: dim }, () => low + (high - low) * uniform()),
  )
}
