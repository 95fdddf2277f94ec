import type { Size } from '../Size.js'
import type { Surface } from '../Surface.js'
import type { Background } from './Background.js'
import { sampleSurface } from './sampleSurface.js'
import { thresholdsOf } from './thresholdsOf.js'

/** The backgrounds of surfaces: one that several panels share is sampled once. */
export const backgroundsOf = (
  surfaces: readonly Surface[],
  size: Size,
): ReadonlyMap<Surface, Background> =>
  new Map(
    [...new Set(surfaces)].map((surface) => {
      const samples = sampleSurface(surface, size)
      return [
        surface,
        { surface, samples, thresholds: thresholdsOf(surface.levels, samples.values) },
      ]
    }),
  )
