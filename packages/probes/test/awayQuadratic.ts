import { gradientAt, quadratic, quadraticObjective } from '@momenta/probes'

/** A rotated quadratic away from its minimum, with what closed forms need. */
export const spectrum = [8, 5, 2, 1, 0.5, -1]

export const minimum = [1, -1, 0.5, 2, 0, -2]

export const point = [1.3, -1.2, 0.1, 2.2, 0.4, -1.7]

export const away = { spectrum, seed: 4, minimum, point }

export const A = quadratic({ spectrum, seed: 4 })

export const gradientOfAway = async () =>
  (await gradientAt(quadraticObjective(away), Float64Array.from(point))).gradient
