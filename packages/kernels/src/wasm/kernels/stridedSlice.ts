import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Call, Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

/** Runs the stock kernel on float32 and converts its result to bool. */
const sliceBool = (
  { backend, convert }: Heap,
  call: Call<Inputs<'x'>>,
  stock: (call: Call) => TensorInfo,
) => {
  const x = convert(call.inputs.x, 'float32')
  const floats = stock({ ...call, inputs: { x } })
  const out = convert(floats, 'bool')
  for (const { dataId } of [x, floats]) backend.disposeData(dataId)
  return out
}

/** Slices with strides keep their type; the stock kernel labels all of them float32. */
export const stridedSlice = (heap: Heap): Kernel<Inputs<'x'>> => ({
  name: 'StridedSlice',
  run: (call, stock) => {
    const { x } = call.inputs
    if (x.dtype === 'float32') return stock(call)
    if (x.dtype === 'bool') return sliceBool(heap, call, stock)
    const slice = stock(call)
    if (slice.dtype === x.dtype) return slice
    // int32 labelled float32: the same bits, which a conversion would change
    const out = heap.output(slice.shape, x.dtype)
    const from = heap.at(slice)
    heap.backend.wasm.HEAPU8.copyWithin(heap.at(out), from, from + 4 * heap.view(out).length)
    heap.backend.disposeData(slice.dataId)
    return out
  },
})
