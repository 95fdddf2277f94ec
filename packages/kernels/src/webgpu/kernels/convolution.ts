import type {
  Conv2DBackpropFilterAttrs,
  DepthwiseConv2dNativeBackpropFilterAttrs,
  TensorInfo,
} from '@tensorflow/tfjs-core'
import { convolutionInfo } from '../../convolution/convolutionInfo.js'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Gpu } from '../Gpu.js'
import { depthwiseGradient } from './depthwiseGradient.js'
import { filterGradient } from './filterGradient.js'

const isSupported = (
  { dtype, shape }: TensorInfo,
  { dataFormat }: { readonly dataFormat?: string },
): boolean => dtype === 'float32' && (dataFormat ?? 'NHWC') === 'NHWC' && !shape.includes(0)

/**
 * The gradient of a convolution with respect to its filter. TensorFlow.js gives each number of the
 * filter to one thread, which adds up all positions alone.
 */
export const conv2dBackpropFilter = (
  gpu: Gpu,
): Kernel<Inputs<'x' | 'dy'>, Conv2DBackpropFilterAttrs> => {
  const gradient = filterGradient(gpu)
  return {
    name: 'Conv2DBackpropFilter',
    run: (call, stock) => {
      const { x, dy } = call.inputs
      if (!isSupported(x, call.attrs) || dy.shape.includes(0)) return stock(call)
      return gradient(x, dy, convolutionInfo(x.shape, call.attrs.filterShape, call.attrs, false))
    },
  }
}

/** The gradient of a depthwise convolution with respect to its filter. */
export const depthwiseBackpropFilter = (
  gpu: Gpu,
): Kernel<Inputs<'x' | 'dy'>, DepthwiseConv2dNativeBackpropFilterAttrs> => {
  const gradient = depthwiseGradient(gpu)
  return {
    name: 'DepthwiseConv2dNativeBackpropFilter',
    run: (call, stock) => {
      const { x, dy } = call.inputs
      if (!isSupported(x, {}) || dy.shape.includes(0)) return stock(call)
      const info = convolutionInfo(x.shape, call.attrs.filterShape, call.attrs, true)
      return info.dilationHeight * info.dilationWidth === 1 ? gradient(x, dy, info) : stock(call)
    },
  }
}
