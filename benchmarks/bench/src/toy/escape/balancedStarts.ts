import { sequence } from '../starts.js'

/** Starts by the basin that they lie in. */
export interface Balanced {
  /** With a coordinate in a sharp basin. */
  readonly sharp: readonly (readonly number[])[]
  readonly flat: readonly (readonly number[])[]
}

const maximumDraws = 20_000

/**
 * Points drawn uniformly from [-1, 1]^D until each basin has `count` of them, so that each
 * proportion has as many runs, whatever the volume of the basin. A rare basin may have fewer:
 * drawing ends after 20,000 points.
 */
export const balancedStarts = (
  seed: number,
  count: number,
  dim: number,
  isFlat: (x: readonly number[]) => boolean,
): Balanced => {
  const next = sequence(seed, dim, [-1, 1])
  const sharp: (readonly number[])[] = []
  const flat: (readonly number[])[] = []
  for (let draw = 0; draw < maximumDraws && Math.min(sharp.length, flat.length) < count; draw++) {
    const point = next()
    const own = isFlat(point) ? flat : sharp
    if (own.length < count) own.push(point)
  }
  return { sharp, flat }
}
