import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core'
import type { Call, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { stockKernel } from './stockKernel.js'

type Shape4 = [number, number, number, number]

const infoOf = (x: readonly number[], filter: readonly number[], { attrs }: Call) =>
  backend_util.computeConv2DInfo(
    x as Shape4,
    filter as Shape4,
    attrs.strides as [number, number] | number,
    1,
    attrs.pad as Parameters<typeof backend_util.computeConv2DInfo>[4],
    attrs.dimRoundingMode as 'floor' | 'round' | 'ceil',
    false,
    'channelsLast',
  )

const sizesOf = (i: backend_util.Conv2DInfo): readonly number[] => [
  ...[i.batchSize, i.inHeight, i.inWidth, i.inChannels, i.outHeight, i.outWidth, i.outChannels],
  ...[i.filterHeight, i.filterWidth, i.strideHeight, i.strideWidth, i.padInfo.top, i.padInfo.left],
]

const panels = (n: number) => 8 * Math.ceil(n / 8)
const supported = (tensor: TensorInfo, { attrs }: Call) =>
  tensor.dtype === 'float32' && (attrs.dataFormat ?? 'NHWC') === 'NHWC'

/** The gradient of a convolution with respect to its filter, which the wasm backend lacks. */
export const conv2dBackpropFilter = ({ at, scratch, simd, zeros }: Heap): Kernel => ({
  name: 'Conv2DBackpropFilter',
  run: (call, stock) => {
    const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo }
    if (!supported(x, call)) return stock(call)
    const info = infoOf(x.shape, call.attrs.filterShape as Shape4, call)
    const dw = zeros(info.filterShape)
    const bytes = 4 * (256 * panels(info.outChannels) + 5 * 256 + info.inChannels + 4)
    scratch(bytes, (offset) =>
      simd.conv2dBackpropFilter?.(at(x), at(dy), at(dw), offset, ...sizesOf(info)),
    )
    return dw
  },
})

/** The padding under which a convolution of stride 1 with the flipped filter is the gradient; negative where there is none. */
const flippedPadding = (i: backend_util.Conv2DInfo): readonly (readonly [number, number])[] => {
  const top = i.filterHeight - 1 - i.padInfo.top
  const left = i.filterWidth - 1 - i.padInfo.left
  return [
    [top, i.inHeight - i.outHeight + i.filterHeight - 1 - top],
    [left, i.inWidth - i.outWidth + i.filterWidth - 1 - left],
  ]
}

const flipped = (heap: Heap, dy: TensorInfo, filter: TensorInfo, i: backend_util.Conv2DInfo) => {
  const { at, backend, output, simd } = heap
  const turned = output([i.filterHeight, i.filterWidth, i.outChannels, i.inChannels])
  const taps = i.filterHeight * i.filterWidth
  simd.flipFilter?.(at(filter), at(turned), taps, i.inChannels, i.outChannels)
  const pad = [[0, 0], ...flippedPadding(i).map((pair) => [...pair]), [0, 0]]
  try {
    return stockKernel(backend, 'Conv2D', {
      inputs: { x: dy, filter: turned },
      attrs: { strides: 1, pad, dataFormat: 'NHWC', dilations: 1 },
    })
  } finally {
    backend.disposeData(turned.dataId)
  }
}

/** The gradient of a convolution with respect to its input: stride 1 as a convolution with the flipped filter, larger strides tap by tap. */
export const conv2dBackpropInput = (heap: Heap): Kernel => ({
  name: 'Conv2DBackpropInput',
  run: (call, stock) => {
    const { dy, filter } = call.inputs as { dy: TensorInfo; filter: TensorInfo }
    if (!supported(dy, call)) return stock(call)
    const info = infoOf(call.attrs.inputShape as Shape4, filter.shape, call)
    const dense = info.strideHeight === 1 && info.strideWidth === 1
    if (
      dense &&
      flippedPadding(info)
        .flat()
        .every((n) => n >= 0)
    )
      return flipped(heap, dy, filter, info)
    const dx = heap.zeros(info.inShape)
    const taps = info.filterHeight * info.filterWidth
    const bytes = 4 * (info.outChannels * (taps * panels(info.inChannels) + 64) + 64)
    heap.scratch(bytes, (offset) =>
      heap.simd.conv2dBackpropInput?.(
        ...[heap.at(dy), heap.at(filter), heap.at(dx), offset],
        ...sizesOf(info),
      ),
    )
    return dx
  },
})
