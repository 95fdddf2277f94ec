import { checked, ranges } from '@momenta/core'
import { show } from '@momenta/options'
import { givenFunction } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import { arrived } from '../differences/arrived.js'
import { type Differences, differencesOf } from '../differences/differencesOf.js'
import { noiseImages, noiseOf, noiseTakes } from '../differences/noiseOf.js'
import { roundingFor } from '../differences/roundingFor.js'
import { weightsOf } from '../objectives/weightsOf.js'
import type { Made } from '../records/Made.js'
import { addTo } from '../vectors/addTo.js'
import { joined } from '../vectors/joined.js'
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

/**
 * Gauss-Newton products Jᵀ H_out J v from first-order gradients only: J v by a central difference of the outputs, H_out in closed form, Jᵀ by one backward pass.
 *
 * The divisor is the displacement that arrives, as in `centralDifferences`.
 *
 * Positive semidefinite for convex output losses; equal to the Hessian where the model is linear, and to the Fisher information for softmax and sigmoid
 * cross-entropy and, up to a factor, squared error. Kinks hurt it far less than differences of gradients.
 *
 * @throws RangeError if the step is not a finite number > 0.
 *
 * Source: Schraudolph, Neural Computation 14 (2002).
 *
 * @example
 * import { gaussNewton, type Model, squaredHessian, topEigenvalue } from '@momenta/probes'
 *
 * // outputs 3 w₁ and w₂, squared error: 2 JᵀJ/2
 * const model: Model = {
 *   point: Float64Array.of(1, 1),
 *   parts: [{ size: 1, outputs: ([a, b]) => Float64Array.of(3 * a, b), pullback: (_, [u, v]) => Float64Array.of(3 * u, v) }],
 *   made: { how: 'model', step: null, dtype: 'float64', backend: 'js', samples: 1, hash: null },
 * }
 * const { value } = await topEigenvalue(gaussNewton(model, { hessian: squaredHessian() }))
 * value // => 9
 */
export const gaussNewton = (model: Model, options: GaussNewtonOptions): Operator => {
  const { hessian, step } = known('gaussNewton', options, { hessian: true, step: true })
  givenFunction('gaussNewton', 'hessian', hessian)
  if (!Array.isArray(model?.parts))
    throw new TypeError(
      `gaussNewton: the first argument must be a model, as tensorModel makes it (await it), got ${show(model)}`,
    )
  const { parts, made } = model
  const h = step ?? (made.dtype === 'float64' ? 1e-5 : 3e-3)
  checked('gaussNewton', 'step', h, ranges.positive)
  const point = arrived(made.dtype, model.point)
  const weights = weightsOf(parts)
  let kept: Promise<readonly Float64Array[]> | undefined
  const here = () => {
    kept ??= Promise.all(parts.map(async (part) => part.outputs(point.slice())))
    return kept
  }
  /** Jᵀ H_out of tangents of all batches, one after the other. */
  const back = async (tangents: Float64Array) => {
    const sum = new Float64Array(point.length)
    let from = 0
    for (const [i, outputs] of (await here()).entries()) {
      const part = parts[i] as OutputPart
      const tangent = tangents.slice(from, from + outputs.length)
      from += outputs.length
      const pulled = await part.pullback(point.slice(), hessian(outputs, tangent, part.size))
      addTo(sum, weights[i] as number, pulled)
    }
    return sum
  }
  const outputsAt = async (w: Float64Array) => {
    const all: Float64Array[] = []
    for (const part of parts) all.push(await part.outputs(w.slice()))
    return joined(all)
  }
  let measured: Promise<Float64Array> | undefined
  const noise = () => {
    measured ??= noiseOf(made.dtype, point, h, outputsAt, back)
    return measured
  }
  const takes = { gradients: noiseImages, losses: noiseTakes }
  const by = (differences: Differences, width: number): Operator => {
    const { longer, pairs } = differences
    return {
      dim: point.length,
      made: {
        ...made,
        how: `Gauss-Newton, differences of outputs${longer === undefined ? '' : `, ${longer}`}`,
        step: width,
      },
      cost: { gradients: 1, losses: 2 * pairs },
      setup: { gradients: 0, losses: 1 },
      apply: async (v) => {
        const tangents = await differences.along(v, outputsAt)
        return tangents === undefined ? new Float64Array(v.length) : back(tangents)
      },
      halved: () => by(differences.halved(), width / 2),
      rounding: roundingFor(made.dtype, point, width, differences, noise, takes),
    }
  }
  return by(differencesOf(made.dtype, point, h), h)
}
