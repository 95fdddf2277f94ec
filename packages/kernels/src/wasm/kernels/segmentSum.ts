import { type UnsortedSegmentSumAttrs, util } from '@tensorflow/tfjs-core'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { sizeOf } from './sizeOf.js'

/** Sums of the rows of each segment: the gradient of `tf.gather`, which the wasm backend lacks. */
export const segmentSum = (
  heap: Heap,
): Kernel<Inputs<'x' | 'segmentIds'>, UnsortedSegmentSumAttrs> => ({
  name: 'UnsortedSegmentSum',
  run: (call, stock) => {
    const { at, simd, zeros } = heap
    const { x, segmentIds } = call.inputs
    if (x.dtype !== 'float32' || segmentIds.dtype !== 'int32') return stock(call)
    const { numSegments } = call.attrs
    const shape = x.shape.slice(segmentIds.shape.length)
    const out = zeros([numSegments, ...shape])
    simd.segmentSum(
      ...[at(x), at(segmentIds), at(out)],
      ...[sizeOf(segmentIds), util.sizeFromShape(shape), numSegments],
    )
    return out
  },
})
