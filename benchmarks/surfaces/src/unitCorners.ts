import type { Minimum } from './Minimum.js'

/**
 * All corners of the unit cube as minima of height 0, coordinate i of corner k being bit i of k, or
 * its ends.
 */
export const unitCorners = (dim: number, all: boolean): readonly Minimum[] => {
  const corner = (at: (i: number) => number): Minimum => ({
    x: Array.from({ length: dim }, (_, i) => at(i)),
    f: 0,
    global: true,
    differentiable: true,
  })
  return all
    ? Array.from({ length: 2 ** dim }, (_, k) => corner((i) => (k >> i) & 1))
    : [corner(() => 0), corner(() => 1)]
}
