import {
  checkNumber,
  choice,
  type OptionsOf,
  optional,
  ranges,
  readOptions,
  show,
  withDefault,
} from '@momenta/options'
import { listOption, textOption, vectorOption } from '../arguments/declare.js'
import { expectSpans } from '../arguments/expectSpans.js'
import type { Span } from '../flat/Span.js'
import type { Objective } from './Objective.js'
import type { ObjectiveBatch } from './ObjectiveBatch.js'

const options = {
  /** The point, copied. */
  point: vectorOption<ArrayLike<number>>(),
  /**
   * The batches, always the same and in the same order. Without `value` the loss is that of
   * `gradient`.
   */
  batches: listOption<Omit<ObjectiveBatch, 'value'> & Partial<Pick<ObjectiveBatch, 'value'>>>(
    'batches',
  ),
  /** The leaves; without them one leaf of rank 1. */
  spans: optional(listOption<Span>('leaves with name, shape, offset and size')),
  /** The precision of the loss. Default float64. */
  dtype: choice(['float32', 'float64'], 'float64'),
  /** The backend, for the record. Default `js`. */
  backend: withDefault(textOption(), () => 'js'),
  /** A name or hash of the probe set, for the record. */
  hash: optional(textOption()),
}

/** Options of {@link objectiveOf}. */
export interface ObjectiveOfOptions extends OptionsOf<typeof options> {}

/**
 * An objective from functions of flat vectors: L(w) = Σ nᵢ Lᵢ(w)/Σ nᵢ over the batches, in float64.
 *
 * @throws RangeError if there is no batch, a size is not a finite number > 0, or the leaves do not
 *   cover the point; TypeError if an option is unknown or of the wrong type.
 *
 * @example
 * import { gradientAt, objectiveOf } from '@momenta/probes'
 *
 * const square = (size: number, c: number) => ({ size, gradient: (w: Float64Array) => ({ value: c * w[0] ** 2, gradient: w.map((n) => 2 * c * n) }) })
 * const objective = objectiveOf({ point: [3], batches: [square(3, 1), square(1, 5)] })
 * await gradientAt(objective, objective.point) // => { value: 18, gradient: [12] }
 */
export const objectiveOf = (given: ObjectiveOfOptions): Objective => {
  const filled = readOptions('objectiveOf', options, [given])
  const { point, batches, dtype, backend, hash } = filled
  const { spans = [{ name: '', shape: [point.length], offset: 0, size: point.length }] } = filled
  if (batches.length === 0)
    throw new RangeError('objectiveOf: batches must hold at least one batch, got none')
  for (const batch of batches) {
    if (
      typeof batch?.gradient !== 'function' ||
      !['undefined', 'function'].includes(typeof batch.value)
    )
      throw new TypeError(
        `objectiveOf: each batch must be { size, gradient }, and may have value, both functions, got ${show(batch)}`,
      )
    checkNumber('objectiveOf', 'size', batch.size, ranges.positive)
  }
  expectSpans('objectiveOf', 'spans', spans, point.length)
  let covered = 0
  for (const { name, offset, size } of spans) {
    if (offset !== covered)
      throw new RangeError(
        `objectiveOf: spans must follow one another, got offset ${offset} of ${show(name)} after ${covered} elements`,
      )
    covered += size
  }
  if (covered !== point.length)
    throw new RangeError(
      `objectiveOf: spans must cover the ${point.length} elements of the point, got ${covered}`,
    )
  return {
    point: Float64Array.from(point),
    spans,
    batches: batches.map((batch) => ({
      ...batch,
      value: batch.value ?? (async (w) => (await batch.gradient(w)).value),
    })),
    provenance: {
      how: 'losses',
      step: null,
      dtype,
      backend,
      samples: batches.reduce((sum, { size }) => sum + size, 0),
      hash: hash ?? null,
    },
  }
}
