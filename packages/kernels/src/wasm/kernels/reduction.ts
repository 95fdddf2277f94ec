import { type TensorInfo, util } from '@tensorflow/tfjs-core'
import type { Call, Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { runStock } from './runStock.js'
import { sizeOf } from './sizeOf.js'

type Reduction = Call<
  Inputs<'x'>,
  { readonly axis?: number | number[]; readonly keepDims?: boolean }
>

const { sizeFromShape } = util

/** The tensor with its reduced axes next to each other, transposed if they are not. */
const gatherAxes = ({ alias, backend }: Heap, x: TensorInfo, axes: readonly number[]) => {
  const [first = 0] = axes
  if (axes.every((axis, i) => axis === first + i)) return { tensor: alias(x), first }
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis))
  const perm = [...kept, ...axes]
  return {
    tensor: runStock(backend, 'Transpose', { inputs: { x }, attrs: { perm } }),
    first: kept.length,
  }
}

const reduce = (heap: Heap, { inputs, attrs }: Reduction, scaleOf: (count: number) => number) => {
  const { at, backend, output, scratch, simd } = heap
  const { x } = inputs
  // null means all axes
  const axes = util.parseAxisParam((attrs.axis ?? null) as number[], x.shape).sort((a, b) => a - b)
  const { tensor, first } = gatherAxes(heap, x, axes)
  const sizes = tensor.shape
  const outer = sizeFromShape(sizes.slice(0, first))
  const count = sizeFromShape(sizes.slice(first, first + axes.length))
  const inner = sizeFromShape(sizes.slice(first + axes.length))
  const keep = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
  const out = output(attrs.keepDims ? keep : x.shape.filter((_, axis) => !axes.includes(axis)))
  const scale = scaleOf(count)
  if (inner === 1) simd.sumRows(at(tensor), at(out), outer, count, scale)
  else
    scratch(8 * inner, (sums) =>
      simd.sumColumns(at(tensor), at(out), sums, outer, count, inner, scale),
    )
  backend.disposeData(tensor.dataId)
  return out
}

const reduction = (
  heap: Heap,
  name: string,
  scaleOf: (count: number) => number,
): Kernel<Reduction['inputs'], Reduction['attrs']> => ({
  name,
  run: (call, stock) => {
    const { x } = call.inputs
    return x.dtype === 'float32' && sizeOf(x) > 0 ? reduce(heap, call, scaleOf) : stock(call)
  },
})

/**
 * Sums whose error does not grow with their length: float32 runs, summed in float64. The stock
 * kernel has one float32 accumulator.
 */
export const sum = (heap: Heap) => reduction(heap, 'Sum', () => 1)

/** Means, as {@link sum}. */
export const mean = (heap: Heap) => reduction(heap, 'Mean', (count) => 1 / count)
