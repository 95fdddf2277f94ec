import type { DataType, TensorInfo } from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { sizeOf } from './sizeOf.js'

/**
 * One-hot rows of any type. The stock kernel writes int32 whatever type it is asked for: float32
 * ones are 1.4e-45 then, and bool rows overwrite what lies behind them.
 */
export const oneHot = ({ filled, view }: Heap): Kernel => ({
  name: 'OneHot',
  run: ({ inputs, attrs }) => {
    const { indices } = inputs as { indices: TensorInfo }
    const { dtype, depth, onValue, offValue } = attrs as {
      readonly [name: string]: number
    } & { readonly dtype: DataType; readonly depth: number }
    const out = filled([...indices.shape, depth], dtype ?? 'int32', offValue ?? 0)
    const [rows, places] = [view(out), view(indices)]
    for (let i = 0, size = sizeOf(indices); i < size; i++) {
      const place = places[i] as number
      if (place >= 0 && place < depth) rows[i * depth + place] = onValue ?? 1
    }
    return out
  },
})
