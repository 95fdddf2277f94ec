import type { DataType } from '@tensorflow/tfjs-core'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { sizeOf } from './sizeOf.js'

interface Attrs {
  readonly depth: number
  readonly dtype?: DataType
  readonly onValue?: number
  readonly offValue?: number
}

/**
 * One-hot rows of any type. The stock kernel writes int32 whatever the dtype: a float32 one is
 * 1.4e-45 then, and bool rows overwrite the memory after the tensor.
 */
export const oneHot = ({ fill, view }: Heap): Kernel<Inputs<'indices'>, Attrs> => ({
  name: 'OneHot',
  run: ({ inputs: { indices }, attrs }) => {
    const { depth, dtype = 'int32', onValue = 1, offValue = 0 } = attrs
    const out = fill([...indices.shape, depth], dtype, offValue)
    const [rows, places] = [view(out), view(indices)]
    for (let i = 0, size = sizeOf(indices); i < size; i++) {
      const place = places[i] as number
      if (place >= 0 && place < depth) rows[i * depth + place] = onValue
    }
    return out
  },
})
