import { surfaceNamed } from '@momenta/bench-surfaces'
import { contours } from 'd3-contour'

const cells = 120
const levels = 14

/** The range of both coordinates: the domain of the surface, with room around its minima. */
export const rangeOf = (name) => {
  const { domain, minima } = surfaceNamed(name)
  const [low, high] = domain
  const room = (high - low) / 2
  const all = minima.flatMap(({ x }) => Array.from(x))
  const isAtBorder = all.some((x) => high - x < 0.1 * room)
  return isAtBorder ? [low, Math.max(...all) + room] : [low, high]
}

/**
 * The isolines of a surface at quantiles of its values, as paths in the coordinates of the surface,
 * from the lowest to the highest.
 */
export const isolines = (name) => {
  const surface = surfaceNamed(name)
  const [low, high] = rangeOf(name)
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
