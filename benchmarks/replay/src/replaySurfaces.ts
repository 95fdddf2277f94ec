import { topEigenvalue } from '@momenta/bench-surfaces'
import type { SurfaceValues } from './ReferenceFile.js'
import { surfaceOf } from './surfaceOf.js'

type Values = SurfaceValues['functions'][number]

const size = (numbers: readonly number[]) =>
  numbers.reduce((most, n) => Math.max(most, Math.abs(n)), 1)

/** The maximum difference relative to the tolerance, tol times max(1, magnitude). */
const apart = (
  got: ArrayLike<number>,
  wanted: readonly number[],
  tol: number,
  magnitude = size(wanted),
) => {
  if (got.length !== wanted.length) return Number.POSITIVE_INFINITY
  return wanted.reduce((worst, n, i) => {
    const over = Math.abs((got[i] as number) - n) / (tol * magnitude)
    return Number.isNaN(over) ? Number.POSITIVE_INFINITY : Math.max(worst, over)
  }, 0)
}

/**
 * @throws RangeError unless every point has the coordinates, the gradient and the Hessian of its
 * dimension.
 */
const checkPoints = ({ name, dim, points }: Values): void => {
  for (const { x, grad, hess } of points)
    if (
      x.length !== dim ||
      grad.length !== dim ||
      !(hess?.every((row) => row.length === dim) ?? true)
    )
      throw new RangeError(
        `file: every point of ${name} must have x, grad and rows of hess of length ${dim}, got lengths ${x.length}, ${grad.length}${hess === undefined ? '' : ` and ${hess.map((row) => row.length)}`}`,
      )
}

const ofFunction = (values: Values, tol: number): number => {
  const { name, dim, s, points } = values
  checkPoints(values)
  const surface = surfaceOf({ name, ...(s === undefined ? {} : { s }) }, dim)
  return points.reduce((worst, { x, f, grad, hess_eig_max, hess_eig_min, hess_trace, hess }) => {
    const gradient = new Float64Array(dim)
    const value = surface.gradient(x, gradient)
    const hessian = surface.hessian(x)
    const { max, min } = topEigenvalue(hessian, dim)
    const curvature = size([hess_eig_max, hess_eig_min])
    const trace = Array.from({ length: dim }, (_, i) => hessian[i * dim + i] as number).reduce(
      (sum, n) => sum + n,
      0,
    )
    return Math.max(
      worst,
      apart([value], [f], tol),
      apart(gradient, grad, tol),
      apart([max, min], [hess_eig_max, hess_eig_min], tol, curvature),
      hess_trace === undefined ? 0 : apart([trace], [hess_trace], tol, dim * curvature),
      hess === undefined ? 0 : apart(hessian, hess.flat(), tol, curvature),
    )
  }, 0)
}

/** Evaluates the surfaces of a file at its points: the worst deviation over its tolerance. */
export const replaySurfaces = ({ functions, tol }: SurfaceValues): number =>
  functions.reduce((worst, values) => Math.max(worst, ofFunction(values, tol)), 0)
