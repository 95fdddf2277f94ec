import { type TensorInfo, util } from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

/** dx = dy [x > 0], one pass where TensorFlow.js takes three. */
export const reluGrad = ({ at, output, simd }: Heap): Kernel => ({
  name: 'ReluGrad',
  run: ({ inputs }) => {
    const { dy, x } = inputs as { dy: TensorInfo; x: TensorInfo }
    const dx = output(x.shape)
    simd.reluGrad?.(at(dy), at(x), at(dx), util.sizeFromShape(x.shape))
    return dx
  },
})
