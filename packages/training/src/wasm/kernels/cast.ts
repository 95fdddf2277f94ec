import type { DataType, TensorInfo } from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

/** A cast to bool is true where a number is not 0; the stock kernel keeps its last 8 bits. */
export const cast = ({ output, view }: Heap): Kernel => ({
  name: 'Cast',
  run: (call, stock) => {
    const { x } = call.inputs as { x: TensorInfo }
    if ((call.attrs.dtype as DataType) !== 'bool' || x.dtype === 'bool') return stock(call)
    const out = output(x.shape, 'bool')
    const [from, to] = [view(x), view(out)]
    for (let i = 0; i < from.length; i++) to[i] = from[i] === 0 ? 0 : 1
    return out
  },
})
