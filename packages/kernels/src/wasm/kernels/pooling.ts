import {
  type AvgPoolGradAttrs,
  backend_util,
  type MaxPoolGradAttrs,
  type TensorInfo,
} from '@tensorflow/tfjs-core'
import type { Shape4 } from '../../convolution/convolutionInfo.js'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

const infoOf = ({ shape }: TensorInfo, attrs: MaxPoolGradAttrs) =>
  backend_util.computePool2DInfo(
    ...[shape as Shape4, attrs.filterSize, attrs.strides, 1, attrs.pad, attrs.dimRoundingMode],
  )

const isSupported = ({ dtype, shape }: TensorInfo) => dtype === 'float32' && shape.length === 4

/** The gradient of a maximum goes to the first element, row by row, that equals it. */
export const maxPoolGrad = (
  heap: Heap,
): Kernel<Inputs<'dy' | 'input' | 'output'>, MaxPoolGradAttrs> => ({
  name: 'MaxPoolGrad',
  run: (call, stock) => {
    const { at, simd, zeros } = heap
    const { dy, input, output } = call.inputs
    if (!isSupported(input)) return stock(call)
    const i = infoOf(input, call.attrs)
    const dx = zeros(input.shape)
    simd.maxPoolGrad(
      ...[at(dy), at(input), at(output), at(dx), i.batchSize, i.inHeight, i.inWidth, i.inChannels],
      ...[i.outHeight, i.outWidth, i.filterHeight, i.filterWidth, i.strideHeight, i.strideWidth],
      ...[i.dilationHeight, i.dilationWidth, i.padInfo.top, i.padInfo.left],
    )
    return dx
  },
})

/** The gradient of a mean goes in equal parts to the elements of the window inside the image. */
export const avgPoolGrad = (heap: Heap): Kernel<Inputs<'dy' | 'input'>, AvgPoolGradAttrs> => ({
  name: 'AvgPoolGrad',
  run: (call, stock) => {
    const { at, simd, zeros } = heap
    const { dy, input } = call.inputs
    if (!isSupported(input)) return stock(call)
    const i = infoOf(input, call.attrs)
    const dx = zeros(input.shape)
    simd.avgPoolGrad(
      ...[at(dy), at(dx), i.batchSize, i.inHeight, i.inWidth, i.inChannels, i.outHeight],
      ...[i.outWidth, i.filterHeight, i.filterWidth, i.strideHeight, i.strideWidth],
      ...[i.padInfo.top, i.padInfo.left],
    )
    return dx
  },
})
