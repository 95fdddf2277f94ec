import prand from 'pure-rand'
import type { Augmentation } from './Augmentation.js'

/** How one image of a batch is moved and mirrored. */
export interface Placement {
  /** Rows and columns by which the crop is moved, in [−pad, pad]. */
  readonly dy: number
  readonly dx: number
  readonly mirrored: boolean
}

/** The random placements of `count` images, a pure function of the seed. */
export const placements = (
  { pad = 0, flip = false }: Augmentation,
  seed: number,
  count: number,
): readonly Placement[] => {
  const generator = prand.xoroshiro128plus(seed)
  const draw = (low: number, high: number) =>
    prand.unsafeUniformIntDistribution(low, high, generator)
  return Array.from({ length: count }, () => ({
    dy: pad === 0 ? 0 : draw(-pad, pad),
    dx: pad === 0 ? 0 : draw(-pad, pad),
    mirrored: flip && draw(0, 1) === 1,
  }))
}
