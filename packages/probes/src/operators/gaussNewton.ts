import { checked, ranges } from '@momenta/core'
import { weightsOf } from '../objectives/weightsOf.js'
import type { Made } from '../records/Made.js'
import { addTo } from '../vectors/addTo.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import type { Operator } from './Operator.js'
import type { OutputHessian, OutputPart } from './OutputPart.js'

/** A model over a fixed probe set, and the point at which it is probed. */
export interface Model {
  readonly point: Float64Array
  readonly parts: readonly OutputPart[]
  readonly made: Made
}

/** Options of {@link gaussNewton}. */
export interface GaussNewtonOptions {
  readonly hessian: OutputHessian
  /** h > 0 of the difference of outputs. Default 3e-3 in float32, 1e-5 in float64. */
  readonly step?: number
}

/** H_out J v of one batch, J v by a central difference of the outputs. */
const forward = async (
  { point }: Model,
  part: OutputPart,
  here: Float64Array,
  v: Float64Array,
  h: number,
  hessian: OutputHessian,
): Promise<Float64Array> => {
  const scale = h / norm(v)
  const up = await part.outputs(plus(point, scale, v))
  const down = await part.outputs(plus(point, -scale, v))
  const tangent = up.map((n, i) => (n - (down[i] as number)) / (2 * scale))
  return hessian(here, tangent, part.size)
}

/**
 * Gauss-Newton products Jᵀ H_out J v from first-order gradients only: J v by a central difference of the outputs, H_out in closed form, Jᵀ by one backward pass.
 *
 * Positive semidefinite for convex output losses; equal to the Hessian where the model is linear, and to the Fisher information for softmax and sigmoid
 * cross-entropy and, up to a factor, squared error. Kinks hurt it far less than differences of gradients.
 *
 * @throws RangeError if the step is not a finite number > 0.
 *
 * Source: Schraudolph, Neural Computation 14 (2002).
 *
 * @example
 * import { gaussNewton, squaredHessian, topEigenvalue } from '@momenta/probes'
 *
 * // outputs 3 w₁ and w₂, squared error: 2 JᵀJ/2
 * const model = {
 *   point: Float64Array.of(1, 1),
 *   parts: [{ size: 1, outputs: ([a, b]) => Float64Array.of(3 * a, b), pullback: (_, [u, v]) => Float64Array.of(3 * u, v) }],
 *   made: { how: 'model', step: null, dtype: 'float64', backend: 'js', samples: 1, hash: null },
 * }
 * const { value } = await topEigenvalue(gaussNewton(model, { hessian: squaredHessian() }))
 * value // => 9
 */
export const gaussNewton = (model: Model, { hessian, step }: GaussNewtonOptions): Operator => {
  const { point, parts, made } = model
  const h = step ?? (made.dtype === 'float64' ? 1e-5 : 3e-3)
  checked('gaussNewton', 'step', h, ranges.positive)
  const weights = weightsOf(parts)
  let here: Promise<readonly Float64Array[]> | undefined
  return {
    dim: point.length,
    made: { ...made, how: 'Gauss-Newton, differences of outputs', step: h },
    cost: { gradients: 1, losses: 2 },
    setup: { gradients: 0, losses: 1 },
    apply: async (v) => {
      const sum = new Float64Array(v.length)
      if (norm(v) === 0) return sum
      here ??= Promise.all(parts.map(async (part) => part.outputs(point.slice())))
      const outputs = await here
      for (const [i, part] of parts.entries()) {
        const u = await forward(model, part, outputs[i] as Float64Array, v, h, hessian)
        addTo(sum, weights[i] as number, await part.pullback(point.slice(), u))
      }
      return sum
    },
    halved: () => gaussNewton(model, { hessian, step: h / 2 }),
  }
}
