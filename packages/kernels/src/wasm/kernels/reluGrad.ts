import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { sizeOf } from './sizeOf.js'

/** dx = dy [x > 0] in one pass; TensorFlow.js takes three. */
export const reluGrad = ({ at, output, simd }: Heap): Kernel<Inputs<'dy' | 'x'>> => ({
  name: 'ReluGrad',
  run: ({ inputs: { dy, x } }) => {
    const dx = output(x.shape)
    simd.reluGrad(at(dy), at(x), at(dx), sizeOf(x))
    return dx
  },
})
