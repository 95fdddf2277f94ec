import { number, type OptionsOf, optional, ranges, readOptions } from '@momenta/options'
import { vectorOption } from '../arguments/declare.js'
import { dot } from '../vectors/dot.js'
import { plus } from '../vectors/plus.js'
import type { Objective } from './Objective.js'
import { objectiveOf } from './objectiveOf.js'
import { rotation } from './rotation.js'

const options = {
  /** The eigenvalues of the Hessian. */
  spectrum: vectorOption<ArrayLike<number>>(),
  /** Seed of the rotation of the eigenvectors; without it they are the axes. */
  seed: optional(number(ranges.integer, 0)),
  /** The point where the gradient is 0; without it the origin. */
  minimum: optional(vectorOption<ArrayLike<number>>()),
  /** The point; without it the minimum. */
  point: optional(vectorOption<ArrayLike<number>>()),
}

/** Options of {@link quadraticObjective}. */
export interface QuadraticObjectiveOptions extends OptionsOf<typeof options> {}

/**
 * L(w) = ½ (w − w*)ᵀ A (w − w*), A = Q diag(spectrum) Qᵀ. Most probes have a closed form on it, so
 * it serves to test a set-up.
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
export const quadraticObjective = (given: QuadraticObjectiveOptions): Objective => {
  const { spectrum, seed, ...filled } = readOptions('quadraticObjective', options, [given])
  const { minimum = new Float64Array(spectrum.length) } = filled
  const { point = minimum } = filled
  const lambda = Float64Array.from(spectrum)
  for (const [name, { length }] of Object.entries({ minimum, point }))
    if (length !== lambda.length)
      throw new RangeError(
        `quadraticObjective: ${name} must have ${lambda.length} elements, got ${length}`,
      )
  const center = Float64Array.from(minimum)
  const { forth, back } = rotation(lambda.length, seed)
  const gradient = (w: Float64Array) => {
    const away = plus(w, -1, center)
    const grad = forth(back(away).map((n, i) => n * (lambda[i] as number)))
    return { value: dot(away, grad) / 2, gradient: grad }
  }
  return objectiveOf({ point, batches: [{ size: 1, gradient }] })
}
