import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core'
import type { Call, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

type Shape4 = [number, number, number, number]
type Pair = [number, number] | number

const infoOf = (x: readonly number[], filter: readonly number[], { attrs }: Call) =>
  backend_util.computeConv2DInfo(
    x as Shape4,
    filter as Shape4,
    attrs.strides as Pair,
    (attrs.dilations ?? 1) as Pair,
    attrs.pad as Parameters<typeof backend_util.computeConv2DInfo>[4],
    attrs.dimRoundingMode as 'floor' | 'round' | 'ceil',
    true,
  )

const sizesOf = (i: backend_util.Conv2DInfo, multiplier: number): readonly number[] => [
  ...[i.batchSize, i.inHeight, i.inWidth, i.inChannels, multiplier, i.outHeight, i.outWidth],
  ...[i.filterHeight, i.filterWidth, i.strideHeight, i.strideWidth],
  ...[i.dilationHeight, i.dilationWidth, i.padInfo.top, i.padInfo.left],
]

/** The gradient of a depthwise convolution with respect to its filter. */
export const depthwiseBackpropFilter = ({ at, scratch, simd, zeros }: Heap): Kernel => ({
  name: 'DepthwiseConv2dNativeBackpropFilter',
  run: (call, stock) => {
    const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo }
    const shape = call.attrs.filterShape as Shape4
    if (x.dtype !== 'float32') return stock(call)
    const dw = zeros(shape)
    scratch(4 * shape[2] * shape[3], (sums) =>
      simd.depthwiseBackpropFilter?.(
        ...[at(x), at(dy), at(dw), sums],
        ...sizesOf(infoOf(x.shape, shape, call), shape[3]),
      ),
    )
    return dw
  },
})

/** The gradient of a depthwise convolution with respect to its input. */
export const depthwiseBackpropInput = ({ at, simd, zeros }: Heap): Kernel => ({
  name: 'DepthwiseConv2dNativeBackpropInput',
  run: (call, stock) => {
    const { dy, filter } = call.inputs as { dy: TensorInfo; filter: TensorInfo }
    const shape = call.attrs.inputShape as Shape4
    if (dy.dtype !== 'float32') return stock(call)
    const dx = zeros(shape)
    simd.depthwiseBackpropInput?.(
      ...[at(dy), at(filter), at(dx)],
      ...sizesOf(infoOf(shape, filter.shape, call), filter.shape[3] as number),
    )
    return dx
  },
})
