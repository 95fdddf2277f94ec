import { show } from '@momenta/options'
import { expectOperator } from '../arguments/expect.js'
import { expectSpans } from '../arguments/expectSpans.js'
import type { Span } from '../flat/Span.js'
import type { Operator } from './Operator.js'

/**
 * The block of an operator that belongs to some leaves, such as a layer: EᵀA E, with E the
 * embedding of their elements.
 *
 * If no leaf is kept, the operator has dimension 0, and every probe returns an `empty` reason.
 *
 * @param keep - Whether the leaf of that name belongs to the block.
 *
 * @example
 * import { block, dense, topEigenvalue } from '@momenta/probes'
 *
 * const spans = [{ name: 'a', shape: [1], offset: 0, size: 1 }, { name: 'b', shape: [2], offset: 1, size: 2 }]
 * const whole = dense([[9, 1, 1], [1, 2, 0], [1, 0, 4]])
 * const { value } = await topEigenvalue(block(whole, spans, (name) => name === 'b'))
 * value // => 4
 */
export const block = (
  operator: Operator,
  spans: readonly Span[],
  keep: (name: string) => boolean,
): Operator => {
  expectOperator('block', operator)
  expectSpans('block', 'the second argument', spans, operator.dim)
  if (typeof keep !== 'function')
    throw new TypeError(
      `block: the third argument must be a function such as (name) => name === 'dense', got ${show(keep)}`,
    )
  const kept = spans.filter(({ name }) => keep(name))
  const dim = kept.reduce((sum, { size }) => sum + size, 0)
  const embedded = (v: Float64Array) => {
    const whole = new Float64Array(operator.dim)
    let from = 0
    for (const { offset, size } of kept) {
      whole.set(v.subarray(from, from + size), offset)
      from += size
    }
    return whole
  }
  const extracted = (whole: Float64Array) => {
    const v = new Float64Array(dim)
    let to = 0
    for (const { offset, size } of kept) {
      v.set(whole.subarray(offset, offset + size), to)
      to += size
    }
    return v
  }
  const { halved, provenance, rounding } = operator
  return {
    ...operator,
    dim,
    provenance: {
      ...provenance,
      how: `${provenance.how}, block [${kept.map(({ name }) => name).join(', ')}]`,
    },
    apply: async (v) => extracted(await operator.apply(embedded(v))),
    ...(halved === undefined ? {} : { halved: () => block(halved(), spans, keep) }),
    ...(rounding === undefined
      ? {}
      : {
          rounding: {
            cost: rounding.cost,
            of: async (v) => {
              const { noise, displacementError } = await rounding.of(embedded(v))
              return { noise: extracted(noise), displacementError: extracted(displacementError) }
            },
          },
        }),
  }
}
