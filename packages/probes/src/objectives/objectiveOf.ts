import { checked, ranges } from '@momenta/core'
import { known } from '../arguments/known.js'
import type { Span } from '../flat/Span.js'
import type { Objective } from './Objective.js'
import type { Part } from './Part.js'

/** Options of {@link objectiveOf}. */
export interface ObjectiveOptions {
  readonly point: ArrayLike<number>
  /** The batches, always the same and in the same order; `value` may be left out, then gradients give it. */
  readonly parts: readonly (Omit<Part, 'value'> & Partial<Pick<Part, 'value'>>)[]
  /** Default one leaf of rank 1. */
  readonly spans?: readonly Span[]
  /** The precision of the loss. Default float64. */
  readonly dtype?: 'float32' | 'float64'
  readonly backend?: string
  readonly hash?: string
}

/**
 * An objective out of functions of flat vectors: L(w) = Σ nᵢ Lᵢ(w)/Σ nᵢ over the batches, in float64.
 *
 * @throws RangeError if there is no batch, a size is not a finite number > 0, or the leaves do not fit the point.
 *
 * @example
 * import { gradientAt, objectiveOf } from '@momenta/probes'
 *
 * const square = (size: number, c: number) => ({ size, gradient: (w: Float64Array) => ({ value: c * w[0] ** 2, gradient: w.map((n) => 2 * c * n) }) })
 * const objective = objectiveOf({ point: [3], parts: [square(3, 1), square(1, 5)] })
 * await gradientAt(objective, objective.point) // => { value: 18, gradient: [12] }
 */
export const objectiveOf = (options: ObjectiveOptions): Objective => {
  const {
    point,
    parts,
    spans = [{ name: '', shape: [point.length], offset: 0, size: point.length }],
    dtype = 'float64',
    backend = 'js',
    hash,
  } = known('objectiveOf', options, {
    point: true,
    parts: true,
    spans: true,
    dtype: true,
    backend: true,
    hash: true,
  })
  if (parts.length === 0)
    throw new RangeError('objectiveOf: parts must hold at least one batch, got none')
  for (const { size } of parts) checked('objectiveOf', 'size', size, ranges.positive)
  const laid = spans.reduce((sum, { size }) => sum + size, 0)
  if (laid !== point.length)
    throw new RangeError(
      `objectiveOf: spans must cover the ${point.length} elements of the point, got ${laid}`,
    )
  return {
    point: Float64Array.from(point),
    spans,
    parts: parts.map((part) => ({
      ...part,
      value: part.value ?? (async (w) => (await part.gradient(w)).value),
    })),
    made: {
      how: 'losses',
      step: null,
      dtype,
      backend,
      samples: parts.reduce((sum, { size }) => sum + size, 0),
      hash: hash ?? null,
    },
  }
}
