import { type DataType, type TensorInfo, util } from '@tensorflow/tfjs-core'
import type { Call, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { sizeOf } from './sizeOf.js'

/** The shape of a reduction's output. */
export const reducedShape = (x: TensorInfo, { attrs }: Call): readonly number[] => {
  const axis = (attrs.axis ?? attrs.reductionIndices ?? null) as number[]
  const axes = util.parseAxisParam(axis, x.shape)
  return attrs.keepDims
    ? x.shape.map((size, i) => (axes.includes(i) ? 1 : size))
    : x.shape.filter((_, i) => !axes.includes(i))
}

/** What the cpu backend returns where there is no element to reduce; the stock kernels write nothing. */
const ofNothing: readonly (readonly [name: string, value: number, dtype?: DataType])[] = [
  ['Sum', 0],
  ['Mean', 0, 'float32'],
  ['Prod', 1],
  ['Max', Number.NaN],
  ['Min', Number.NaN],
  ['All', 0],
  ['Any', 0],
]

const reduction = (heap: Heap, name: string, value: number, dtype?: DataType): Kernel => ({
  name,
  run: (call, stock) => {
    const { x } = call.inputs as { x: TensorInfo }
    if (sizeOf(x) > 0) return stock(call)
    return heap.filled(reducedShape(x, call), dtype ?? x.dtype, value)
  },
})

/** Reductions that may have nothing to reduce. */
export const overNothing: readonly ((heap: Heap) => Kernel)[] = ofNothing.map(
  ([name, value, dtype]) =>
    (heap) =>
      reduction(heap, name, value, dtype),
)
