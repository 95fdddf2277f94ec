import prand from 'pure-rand'

/**
 * The integers from 0 to n − 1 in an order that is a pure function of the seed (Fisher-Yates on
 * xoroshiro128+ of pure-rand). Orders of neighbouring seeds are as different as any, but for the
 * last entry, which is a constant minus the seed. Hashing the seed here would change every result.
 */
export const shuffle = (seed: number, n: number): Uint32Array => {
  const generator = prand.xoroshiro128plus(seed)
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = prand.unsafeUniformIntDistribution(0, i, generator)
    const kept = order[i] as number
    order[i] = order[j] as number
    order[j] = kept
  }
  return order
}
