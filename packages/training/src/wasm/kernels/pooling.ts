import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core'
import type { Call, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

type Window = [number, number] | number
type Padding = Parameters<typeof backend_util.computePool2DInfo>[4]

const infoOf = (shape: readonly number[], { attrs }: Call) =>
  backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    attrs.filterSize as Window,
    attrs.strides as Window,
    1,
    attrs.pad as Padding,
    attrs.dimRoundingMode as 'floor' | 'round' | 'ceil',
  )

/** The gradient of a maximum goes to the first element, row by row, that equals it. */
export const maxPoolGrad = ({ at, simd, zeros }: Heap): Kernel => ({
  name: 'MaxPoolGrad',
  run: (call, stock) => {
    const { dy, input, output } = call.inputs as { [name: string]: TensorInfo } & {
      dy: TensorInfo
      input: TensorInfo
      output: TensorInfo
    }
    if (input.dtype !== 'float32' || input.shape.length !== 4) return stock(call)
    const i = infoOf(input.shape, call)
    const dx = zeros(input.shape)
    simd.maxPoolGrad?.(
      ...[at(dy), at(input), at(output), at(dx), i.batchSize, i.inHeight, i.inWidth, i.inChannels],
      ...[i.outHeight, i.outWidth, i.filterHeight, i.filterWidth, i.strideHeight, i.strideWidth],
      ...[i.dilationHeight, i.dilationWidth, i.padInfo.top, i.padInfo.left],
    )
    return dx
  },
})

/** The gradient of a mean goes to the elements of the window that lie inside the image, in equal parts, as the mean is taken over them alone. */
export const avgPoolGrad = ({ at, simd, zeros }: Heap): Kernel => ({
  name: 'AvgPoolGrad',
  run: (call, stock) => {
    const { dy, input } = call.inputs as { dy: TensorInfo; input: TensorInfo }
    if (input.dtype !== 'float32' || input.shape.length !== 4) return stock(call)
    const i = infoOf(input.shape, call)
    const dx = zeros(input.shape)
    simd.avgPoolGrad?.(
      ...[
        at(dy),
        at(dx),
        i.batchSize,
        i.inHeight,
        i.inWidth,
        i.inChannels,
        i.outHeight,
        i.outWidth,
      ],
      ...[
        i.filterHeight,
        i.filterWidth,
        i.strideHeight,
        i.strideWidth,
        i.padInfo.top,
        i.padInfo.left,
      ],
    )
    return dx
  },
})
