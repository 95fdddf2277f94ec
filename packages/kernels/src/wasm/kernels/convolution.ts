import type {
  backend_util,
  Conv2DBackpropFilterAttrs,
  Conv2DBackpropInputAttrs,
  TensorInfo,
} from '@tensorflow/tfjs-core'
import { convolutionInfo } from '../../convolution/convolutionInfo.js'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { roundUpTo8 } from './roundUpTo8.js'
import { runStock } from './runStock.js'

const sizesOf = (i: backend_util.Conv2DInfo): readonly number[] => [
  ...[i.batchSize, i.inHeight, i.inWidth, i.inChannels, i.outHeight, i.outWidth, i.outChannels],
  ...[i.filterHeight, i.filterWidth, i.strideHeight, i.strideWidth, i.padInfo.top, i.padInfo.left],
]

const isSupported = ({ dtype }: TensorInfo, { dataFormat }: { readonly dataFormat?: string }) =>
  dtype === 'float32' && (dataFormat ?? 'NHWC') === 'NHWC'

/** The gradient of a convolution with respect to its filter, which the wasm backend lacks. */
export const conv2dBackpropFilter = (
  heap: Heap,
): Kernel<Inputs<'x' | 'dy'>, Conv2DBackpropFilterAttrs> => ({
  name: 'Conv2DBackpropFilter',
  run: (call, stock) => {
    const { at, scratch, simd, zeros } = heap
    const { x, dy } = call.inputs
    if (!isSupported(x, call.attrs)) return stock(call)
    const info = convolutionInfo(x.shape, call.attrs.filterShape, call.attrs, false)
    const dw = zeros(info.filterShape)
    const bytes = 4 * (256 * roundUpTo8(info.outChannels) + 5 * 256 + info.inChannels + 4)
    scratch(bytes, (offset) =>
      simd.conv2dBackpropFilter(at(x), at(dy), at(dw), offset, ...sizesOf(info)),
    )
    return dw
  },
})

/**
 * The padding with which a convolution of stride 1 with the flipped filter is the gradient;
 * negative if there is none.
 */
const flippedPadding = (i: backend_util.Conv2DInfo): readonly (readonly [number, number])[] => {
  const top = i.filterHeight - 1 - i.padInfo.top
  const left = i.filterWidth - 1 - i.padInfo.left
  return [
    [top, i.inHeight - i.outHeight + i.filterHeight - 1 - top],
    [left, i.inWidth - i.outWidth + i.filterWidth - 1 - left],
  ]
}

const convolveFlipped = (
  heap: Heap,
  dy: TensorInfo,
  filter: TensorInfo,
  i: backend_util.Conv2DInfo,
) => {
  const { at, backend, output, simd } = heap
  const flipped = output([i.filterHeight, i.filterWidth, i.outChannels, i.inChannels])
  const taps = i.filterHeight * i.filterWidth
  simd.flipFilter(at(filter), at(flipped), taps, i.inChannels, i.outChannels)
  const pad = [[0, 0], ...flippedPadding(i), [0, 0]]
  try {
    return runStock(backend, 'Conv2D', {
      inputs: { x: dy, filter: flipped },
      attrs: { strides: 1, pad, dataFormat: 'NHWC', dilations: 1 },
    })
  } finally {
    backend.disposeData(flipped.dataId)
  }
}

const canFlip = (i: backend_util.Conv2DInfo): boolean =>
  i.strideHeight === 1 &&
  i.strideWidth === 1 &&
  flippedPadding(i)
    .flat()
    .every((n) => n >= 0)

/**
 * The gradient of a convolution with respect to its input: for stride 1 the convolution with the
 * flipped filter, for larger strides tap by tap.
 */
export const conv2dBackpropInput = (
  heap: Heap,
): Kernel<Inputs<'dy' | 'filter'>, Conv2DBackpropInputAttrs> => ({
  name: 'Conv2DBackpropInput',
  run: (call, stock) => {
    const { dy, filter } = call.inputs
    if (!isSupported(dy, call.attrs)) return stock(call)
    const info = convolutionInfo(call.attrs.inputShape, filter.shape, call.attrs, false)
    if (canFlip(info)) return convolveFlipped(heap, dy, filter, info)
    const { at, scratch, simd, zeros } = heap
    const dx = zeros(info.inShape)
    const taps = info.filterHeight * info.filterWidth
    const bytes = 4 * (info.outChannels * (taps * roundUpTo8(info.inChannels) + 64) + 64)
    scratch(bytes, (offset) =>
      simd.conv2dBackpropInput(at(dy), at(filter), at(dx), offset, ...sizesOf(info)),
    )
    return dx
  },
})
