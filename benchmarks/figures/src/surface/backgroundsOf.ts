import type { Size } from '../model/Size.js'
import type { Surface } from '../model/Surface.js'
import type { Background } from './Background.js'
import { sampleSurface } from './sampleSurface.js'
import { thresholdsOf } from './thresholdsOf.js'

/** The backgrounds of surfaces: one that several panels share is sampled once. */
export const backgroundsOf = (
  figure: string,
  surfaces: readonly Surface[],
  size: Size,
): ReadonlyMap<Surface, Background> =>
  new Map(
    [...new Set(surfaces)].map((surface, place) => {
      const samples = sampleSurface(surface, size)
      return [
        surface,
        {
          id: `${figure}-surface-${place + 1}`,
          surface,
          samples,
          thresholds: thresholdsOf(surface.levels, samples.values),
        },
      ]
    }),
  )
