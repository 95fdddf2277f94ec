import { expectSpan } from '../arguments/expectSpans.js'
import type { Span } from './Span.js'

/** One filter: the elements `start`, `start + stride`, …, `count` of them. */
export interface Filter {
  readonly start: number
  readonly stride: number
  readonly count: number
}

/**
 * The filters of a leaf: one for each output of a kernel, whose last axis is the output in tfjs
 * ([in, out], [h, w, in, out]); none for a leaf of rank below 2 (biases, scales of normalisation).
 *
 * @example
 * import { filtersOf } from '@momenta/probes'
 *
 * // the columns of a kernel of 2 inputs and 3 outputs
 * filtersOf({ name: 'kernel', shape: [2, 3], offset: 10, size: 6 })[1] // => { start: 11, stride: 3, count: 2 }
 * filtersOf({ name: 'bias', shape: [3], offset: 16, size: 3 }) // => []
 */
export const filtersOf = (leaf: Span): readonly Filter[] => {
  const { shape, offset, size } = expectSpan('filtersOf', 'the leaf', leaf)
  if (shape.length < 2) return []
  const outputs = shape.at(-1) as number
  return Array.from({ length: outputs }, (_, j) => ({
    start: offset + j,
    stride: outputs,
    count: size / outputs,
  }))
}
