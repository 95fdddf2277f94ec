import { type GatherV2Attrs, util } from '@tensorflow/tfjs-core'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { sizeOf } from './sizeOf.js'

const gatherV2 = ({ output }: Heap): Kernel<Inputs<'x' | 'indices'>, GatherV2Attrs> => ({
  name: 'GatherV2',
  run: (call, stock) => {
    const { x, indices } = call.inputs
    if (sizeOf(x) > 0) return stock(call)
    const { axis, batchDims } = call.attrs
    const at = axis < 0 ? axis + x.shape.length : axis
    const rest = indices.shape.slice(batchDims ?? 0)
    const shape = [...x.shape.slice(0, at), ...rest, ...x.shape.slice(at + 1)]
    // elements of an empty tensor: the stock kernel reports the index
    return util.sizeFromShape(shape) > 0 ? stock(call) : output(shape, x.dtype)
  },
})

const prelu = ({ output }: Heap): Kernel<Inputs<'x' | 'alpha'>> => ({
  name: 'Prelu',
  run: (call, stock) => {
    const { x } = call.inputs
    return sizeOf(x) > 0 ? stock(call) : output(x.shape, x.dtype)
  },
})

/** Kernels whose output is empty if an input is; the stock kernels fail. */
export const emptyOutputs: readonly ((heap: Heap) => Kernel)[] = [gatherV2, prelu]
