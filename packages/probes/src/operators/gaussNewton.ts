import { number, type OptionsOf, optional, ranges, readOptions, show } from '@momenta/options'
import { functionOption } from '../arguments/declare.js'
import { expectVector } from '../arguments/expectVector.js'
import { isVector } from '../arguments/isVector.js'
import { type Differences, differencesOf } from '../differences/differencesOf.js'
import { measureNoise, noiseEvaluations, noiseImages } from '../differences/measureNoise.js'
import { roundingOfDifferences } from '../differences/roundingOfDifferences.js'
import { roundTo } from '../differences/roundTo.js'
import { weightsOf } from '../objectives/weightsOf.js'
import { addTo } from '../vectors/addTo.js'
import { concat } from '../vectors/concat.js'
import type { Model, ModelBatch, OutputHessian } from './Model.js'
import type { Operator } from './Operator.js'

const options = {
  /** The Hessian of the loss with respect to the outputs. */
  hessian: functionOption<OutputHessian>(),
  /** h > 0 of the difference of outputs; without it 3e-3 in float32, 1e-5 in float64. */
  step: optional(number(ranges.positive, 1e-5)),
}

/** Options of {@link gaussNewton}. */
export interface GaussNewtonOptions extends OptionsOf<typeof options> {}

const isModel = (value: unknown): value is Model => {
  const { batches, point, provenance } = (value ?? {}) as Partial<Model>
  return (
    isVector(point) &&
    typeof provenance?.dtype === 'string' &&
    Array.isArray(batches) &&
    batches.every(
      (batch) =>
        typeof batch?.outputs === 'function' &&
        typeof batch.pullback === 'function' &&
        ranges.positive.holds(batch.size),
    )
  )
}

/**
 * Gauss-Newton products Jᵀ H_out J v from first-order gradients: J v by a central difference of the
 * outputs, H_out in closed form, Jᵀ by one backward pass. The divisor is the actual displacement,
 * as in `centralDifferences`.
 *
 * It is positive semidefinite for convex output losses. It equals the Hessian where the model is
 * linear, and the Fisher information for softmax and sigmoid cross-entropy and, up to a factor,
 * squared error. Kinks affect it far less than differences of gradients.
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
 *   batches: [{ size: 1, outputs: ([a, b]) => Float64Array.of(3 * a, b), pullback: (_, [u, v]) => Float64Array.of(3 * u, v) }],
 *   provenance: { how: 'model', step: null, dtype: 'float64', backend: 'js', samples: 1, hash: null },
 * }
 * const { value } = await topEigenvalue(gaussNewton(model, { hessian: squaredHessian() }))
 * value // => 9
 */
export const gaussNewton = (model: Model, given: GaussNewtonOptions): Operator => {
  const { hessian, step } = readOptions('gaussNewton', options, [given])
  if (!isModel(model))
    throw new TypeError(
      `gaussNewton: the first argument must be a model, as returned by tensorModel (await it), got ${show(model)}`,
    )
  const { batches, provenance } = model
  const h = step ?? (provenance.dtype === 'float64' ? 1e-5 : 3e-3)
  const point = roundTo(provenance.dtype, model.point)
  const weights = weightsOf(batches)
  const outputsOf = async (batch: ModelBatch, w: Float64Array) =>
    expectVector('gaussNewton', 'what outputs returns', await batch.outputs(w.slice()))
  let kept: Promise<readonly Float64Array[]> | undefined
  const here = () => {
    kept ??= Promise.all(batches.map((batch) => outputsOf(batch, point)))
    return kept
  }
  /** Jᵀ H_out of the concatenated tangents of all batches. */
  const back = async (tangents: Float64Array) => {
    const sum = new Float64Array(point.length)
    let from = 0
    for (const [i, outputs] of (await here()).entries()) {
      const batch = batches[i] as ModelBatch
      const tangent = tangents.slice(from, from + outputs.length)
      from += outputs.length
      const curved = hessian(outputs, tangent, batch.size)
      expectVector('gaussNewton', 'what hessian returns', curved, outputs.length)
      const pulled = await batch.pullback(point.slice(), curved)
      expectVector('gaussNewton', 'what pullback returns', pulled, point.length)
      addTo(sum, weights[i] as number, pulled)
    }
    return sum
  }
  const outputsAt = async (w: Float64Array) => {
    const all: Float64Array[] = []
    for (const batch of batches) all.push(await outputsOf(batch, w))
    return concat(all)
  }
  let measuredNoise: Promise<Float64Array> | undefined
  const noise = () => {
    measuredNoise ??= measureNoise(provenance.dtype, point, h, outputsAt, back)
    return measuredNoise
  }
  const noiseCost = { gradients: noiseImages, losses: noiseEvaluations }
  const by = (differences: Differences, width: number): Operator => {
    const { longer, pairs } = differences
    return {
      dim: point.length,
      provenance: {
        ...provenance,
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
      rounding: roundingOfDifferences(
        provenance.dtype,
        point,
        width,
        differences,
        noise,
        noiseCost,
      ),
    }
  }
  return by(differencesOf(provenance.dtype, point, h), h)
}
