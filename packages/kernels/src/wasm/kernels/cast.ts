import type { CastAttrs } from '@tensorflow/tfjs-core'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

/** A cast to bool is true where a number is not 0; the stock kernel keeps its last 8 bits. */
export const cast = ({ output, view }: Heap): Kernel<Inputs<'x'>, CastAttrs> => ({
  name: 'Cast',
  run: (call, stock) => {
    const { x } = call.inputs
    if (call.attrs.dtype !== 'bool' || x.dtype === 'bool') return stock(call)
    const out = output(x.shape, 'bool')
    const [from, to] = [view(x), view(out)]
    for (let i = 0; i < from.length; i++) to[i] = from[i] === 0 ? 0 : 1
    return out
  },
})
