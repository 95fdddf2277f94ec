import { surfaceNamed } from '@momenta/bench-surfaces'
import { contours } from 'd3-contour'

const cells = 120
const levels = 14

/** The range of both coordinates. */
export const rangeOf = (name) => surfaceNamed(name).domain

/**
 * The isolines of a surface at quantiles of its values, as paths in the coordinates of the surface,
 * from the lowest to the highest.
 */
export const isolines = (name) => {
  const surface = surfaceNamed(name)
  const [low, high] = surface.domain
  const at = (i) => low + ((high - low) * (i + 0.5)) / cells
  const values = Float64Array.from({ length: cells ** 2 }, (_, k) =>
    surface.value([at(k % cells), at(Math.floor(k / cells))]),
  )
  const sorted = Float64Array.from(values).sort()
  const thresholds = Array.from({ length: levels }, (_, i) => {
    const share = ((i + 0.5) / levels) ** 1.5
    return sorted[Math.floor(share * (sorted.length - 1))]
  })
  const scale = (x) => (low + ((high - low) * x) / cells).toFixed(3)
  const path = ({ coordinates }) =>
    coordinates
      .flat()
      .map((ring) => `M${ring.map(([x, y]) => `${scale(x)} ${scale(y)}`).join('L')}Z`)
      .join('')
  return contours().size([cells, cells]).thresholds(thresholds)(values).map(path)
}
