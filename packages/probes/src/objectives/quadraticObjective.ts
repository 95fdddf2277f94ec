import { known } from '../arguments/known.js'
import { dot } from '../vectors/dot.js'
import { plus } from '../vectors/plus.js'
import type { Objective } from './Objective.js'
import { objectiveOf } from './objectiveOf.js'
import { rotation } from './rotation.js'

/** Options of {@link quadraticObjective}. */
export interface QuadraticObjectiveOptions {
  /** The eigenvalues of the Hessian. */
  readonly spectrum: ArrayLike<number>
  /** Of the rotation of its eigenvectors; without it they are the axes. */
  readonly seed?: number
  /** Where the gradient is 0. Default the origin. */
  readonly minimum?: ArrayLike<number>
  /** Default the minimum. */
  readonly point?: ArrayLike<number>
}

/**
 * L(w) = ½ (w − w*)ᵀ A (w − w*), A = Q diag(spectrum) Qᵀ: nearly every probe has a closed form on it, so it is what to test a set-up with.
 *
 * @throws RangeError if a length differs from that of the spectrum.
 *
 * @example
 * import { quadraticObjective, samSharpness } from '@momenta/probes'
 *
 * // ρ‖g‖ + ρ² gᵀAg/(2‖g‖²) with g = (4, 0)
 * const { value } = await samSharpness(quadraticObjective({ spectrum: [4, 2], point: [1, 0] }), { rho: 0.1 })
 * value // => 0.42
 */
export const quadraticObjective = (options: QuadraticObjectiveOptions): Objective => {
  const {
    spectrum,
    seed,
    minimum = new Float64Array(spectrum.length),
    point = minimum,
  } = known('quadraticObjective', options, {
    spectrum: true,
    seed: true,
    minimum: true,
    point: true,
  })
  const lambda = Float64Array.from(spectrum)
  for (const [name, { length }] of Object.entries({ minimum, point }))
    if (length !== lambda.length)
      throw new RangeError(
        `quadraticObjective: ${name} must have ${lambda.length} elements, got ${length}`,
      )
  const centre = Float64Array.from(minimum)
  const { forth, back } = rotation(lambda.length, seed)
  const gradient = (w: Float64Array) => {
    const away = plus(w, -1, centre)
    const grad = forth(back(away).map((n, i) => n * (lambda[i] as number)))
    return { value: dot(away, grad) / 2, gradient: grad }
  }
  return objectiveOf({ point, parts: [{ size: 1, gradient }] })
}
