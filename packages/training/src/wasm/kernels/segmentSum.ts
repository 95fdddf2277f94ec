import { type TensorInfo, util } from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

/** Sums of rows by their number: the gradient of `tf.gather`, which the wasm backend lacks. */
export const segmentSum = ({ at, simd, zeros }: Heap): Kernel => ({
  name: 'UnsortedSegmentSum',
  run: (call, stock) => {
    const { x, segmentIds } = call.inputs as { x: TensorInfo; segmentIds: TensorInfo }
    if (x.dtype !== 'float32' || segmentIds.dtype !== 'int32') return stock(call)
    const segments = call.attrs.numSegments as number
    const rows = util.sizeFromShape(segmentIds.shape)
    const shape = x.shape.slice(segmentIds.shape.length)
    const out = zeros([segments, ...shape])
    simd.segmentSum?.(at(x), at(segmentIds), at(out), rows, util.sizeFromShape(shape), segments)
    return out
  },
})
