import { type BatchMatMulAttrs, util } from '@tensorflow/tfjs-core'
import { type ConvolutionAttrs, convolutionInfo } from '../../convolution/convolutionInfo.js'
import type { Call, Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { applyActivation, type FusedAttrs, type FusedInputs } from './applyActivation.js'
import { productShape } from './productShape.js'
import { sizeOf } from './sizeOf.js'

type Convolution = Call<Inputs<'x' | 'filter'> & FusedInputs, ConvolutionAttrs & FusedAttrs>
type Product = Call<Inputs<'a' | 'b'> & FusedInputs, BatchMatMulAttrs & FusedAttrs>

/** Whether a tensor is empty, or the filter larger than the image: then the output may be empty. */
const mayBeEmpty = ({ inputs: { x, filter } }: Convolution): boolean => {
  const [, height, width] = x.shape as [number, number, number]
  const [filterHeight, filterWidth] = filter.shape as [number, number]
  return sizeOf(x) === 0 || sizeOf(filter) === 0 || filterHeight > height || filterWidth > width
}

const convolution =
  (name: string, depthwise: boolean) =>
  (heap: Heap): Kernel<Convolution['inputs'], Convolution['attrs']> => ({
    name,
    run: (call, stock) => {
      if (!mayBeEmpty(call)) return stock(call)
      const { x, filter } = call.inputs
      const { outShape } = convolutionInfo(x.shape, filter.shape, call.attrs, depthwise)
      return util.sizeFromShape(outShape) > 0 && sizeOf(x) > 0 && sizeOf(filter) > 0
        ? stock(call)
        : applyActivation(heap, heap.zeros(outShape), call)
    },
  })

const fusedMatMul = (heap: Heap): Kernel<Product['inputs'], Product['attrs']> => ({
  name: '_FusedMatMul',
  run: (call, stock) =>
    sizeOf(call.inputs.a) > 0 && sizeOf(call.inputs.b) > 0
      ? stock(call)
      : applyActivation(heap, heap.zeros(productShape(call)), call),
})

/**
 * Products and convolutions: a sum over no terms is 0, with the bias and the activation of a fused
 * kernel; the stock kernels leave their output unwritten.
 */
export const emptyProducts: readonly ((heap: Heap) => Kernel)[] = [
  fusedMatMul,
  ...['Conv2D', 'FusedConv2D'].map((name) => convolution(name, false)),
  ...['DepthwiseConv2dNative', 'FusedDepthwiseConv2D'].map((name) => convolution(name, true)),
]
