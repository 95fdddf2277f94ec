import type {
  backend_util,
  DepthwiseConv2dNativeBackpropFilterAttrs,
  DepthwiseConv2dNativeBackpropInputAttrs,
} from '@tensorflow/tfjs-core'
import { convolutionInfo } from '../../convolution/convolutionInfo.js'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

const sizesOf = (i: backend_util.Conv2DInfo, multiplier: number): readonly number[] => [
  ...[i.batchSize, i.inHeight, i.inWidth, i.inChannels, multiplier, i.outHeight, i.outWidth],
  ...[i.filterHeight, i.filterWidth, i.strideHeight, i.strideWidth],
  ...[i.dilationHeight, i.dilationWidth, i.padInfo.top, i.padInfo.left],
]

/** The gradient of a depthwise convolution with respect to its filter. */
export const depthwiseBackpropFilter = (
  heap: Heap,
): Kernel<Inputs<'x' | 'dy'>, DepthwiseConv2dNativeBackpropFilterAttrs> => ({
  name: 'DepthwiseConv2dNativeBackpropFilter',
  run: (call, stock) => {
    const { at, scratch, simd, zeros } = heap
    const { x, dy } = call.inputs
    if (x.dtype !== 'float32') return stock(call)
    const { filterShape } = call.attrs
    const [, , channels, multiplier] = filterShape
    const sizes = sizesOf(convolutionInfo(x.shape, filterShape, call.attrs, true), multiplier)
    const dw = zeros(filterShape)
    scratch(4 * channels * multiplier, (sums) =>
      simd.depthwiseBackpropFilter(at(x), at(dy), at(dw), sums, ...sizes),
    )
    return dw
  },
})

/** The gradient of a depthwise convolution with respect to its input. */
export const depthwiseBackpropInput = (
  heap: Heap,
): Kernel<Inputs<'dy' | 'filter'>, DepthwiseConv2dNativeBackpropInputAttrs> => ({
  name: 'DepthwiseConv2dNativeBackpropInput',
  run: (call, stock) => {
    const { at, simd, zeros } = heap
    const { dy, filter } = call.inputs
    if (dy.dtype !== 'float32') return stock(call)
    const { inputShape } = call.attrs
    const info = convolutionInfo(inputShape, filter.shape, call.attrs, true)
    const dx = zeros(inputShape)
    simd.depthwiseBackpropInput(
      ...[at(dy), at(filter), at(dx)],
      ...sizesOf(info, filter.shape[3] as number),
    )
    return dx
  },
})
