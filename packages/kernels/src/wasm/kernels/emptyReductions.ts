import { type DataType, util } from '@tensorflow/tfjs-core'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { sizeOf } from './sizeOf.js'

interface Attrs {
  readonly axis?: number | number[]
  readonly reductionIndices?: number | number[]
  readonly keepDims?: boolean
}

const reduceShape = (shape: readonly number[], attrs: Attrs): readonly number[] => {
  // null means all axes
  const axis = (attrs.axis ?? attrs.reductionIndices ?? null) as number[]
  const axes = util.parseAxisParam(axis, [...shape])
  return attrs.keepDims
    ? shape.map((size, i) => (axes.includes(i) ? 1 : size))
    : shape.filter((_, i) => !axes.includes(i))
}

/** The results of the cpu backend for no elements. */
const results: readonly (readonly [name: string, value: number, dtype?: DataType])[] = [
  ['Sum', 0],
  ['Mean', 0, 'float32'],
  ['Prod', 1],
  ['Max', Number.NaN],
  ['Min', Number.NaN],
  ['All', 0],
  ['Any', 0],
]

const reduction = (
  { fill }: Heap,
  name: string,
  value: number,
  dtype?: DataType,
): Kernel<Inputs<'x'>, Attrs> => ({
  name,
  run: (call, stock) => {
    const { x } = call.inputs
    if (sizeOf(x) > 0) return stock(call)
    return fill(reduceShape(x.shape, call.attrs), dtype ?? x.dtype, value)
  },
})

/** Reductions of empty tensors; the stock kernels leave their output unwritten. */
export const emptyReductions: readonly ((heap: Heap) => Kernel)[] = results.map(
  (result) => (heap) => reduction(heap, ...result),
)
