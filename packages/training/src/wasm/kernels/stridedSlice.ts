import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Call, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

/** Runs the stock kernel on float32, and gives the answer the type of x. */
const ofBool = ({ backend, converted }: Heap, call: Call, stock: (call: Call) => TensorInfo) => {
  const x = converted(call.inputs.x as TensorInfo, 'float32')
  const answer = stock({ ...call, inputs: { x } })
  const out = converted(answer, 'bool')
  for (const { dataId } of [x, answer]) backend.disposeData(dataId)
  return out
}

/** Slices with strides keep their type; the stock kernel calls everything float32. */
export const stridedSlice = (heap: Heap): Kernel => ({
  name: 'StridedSlice',
  run: (call, stock) => {
    const { x } = call.inputs as { x: TensorInfo }
    if (x.dtype === 'float32') return stock(call)
    if (x.dtype === 'bool') return ofBool(heap, call, stock)
    const answer = stock(call)
    if (answer.dtype === x.dtype) return answer
    // int32 under the name float32: the same bits, which a conversion would change
    const out = heap.output(answer.shape, x.dtype)
    const from = heap.at(answer)
    heap.backend.wasm.HEAPU8.copyWithin(heap.at(out), from, from + 4 * heap.view(out).length)
    heap.backend.disposeData(answer.dataId)
    return out
  },
})
