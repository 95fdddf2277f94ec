import * as tf from '@tensorflow/tfjs-core'

type Four = tf.Tensor4D
type Options = Parameters<typeof tf.conv2d<Four>>
type Attrs = {
  readonly strides: Options[2]
  readonly pad: Options[3]
  readonly dataFormat?: 'NHWC' | 'NCHW'
  readonly dilations?: [number, number] | number
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
}

const run = (name: string, inputs: tf.NamedTensorMap, attrs: tf.NamedAttrMap): Four =>
  tf.engine().runKernel(name, inputs, attrs) as Four

const conv2d = (x: Four, filter: Four, attrs: tf.NamedAttrMap): Four => {
  const { strides, pad, dataFormat = 'NHWC', dimRoundingMode } = attrs as Attrs
  return tf.conv2d(x, filter, strides, pad, dataFormat, 1, dimRoundingMode)
}

/**
 * The gradient of the filter is bilinear: its gradients are that of the input and the convolution.
 */
const filterGrad: tf.GradConfig = {
  kernelName: 'Conv2DBackpropFilter',
  inputsToSave: ['x', 'dy'],
  gradFunc: (ddw, saved, attrs) => {
    const [x, dy] = saved as [Four, Four]
    const { strides, pad, dataFormat, dimRoundingMode } = attrs
    const same = { strides, pad, dataFormat, dimRoundingMode } as tf.NamedAttrMap
    return {
      x: () =>
        run('Conv2DBackpropInput', { dy, filter: ddw as Four }, { ...same, inputShape: x.shape }),
      dy: () => conv2d(x, ddw as Four, attrs),
    }
  },
}

const depthwise = (x: Four, filter: Four, attrs: tf.NamedAttrMap): Four => {
  const { strides, pad, dilations = 1, dimRoundingMode } = attrs as Attrs
  return tf.depthwiseConv2d(x, filter, strides, pad, 'NHWC', dilations, dimRoundingMode)
}

const depthwiseFilterGrad: tf.GradConfig = {
  kernelName: 'DepthwiseConv2dNativeBackpropFilter',
  inputsToSave: ['x', 'dy'],
  gradFunc: (ddw, saved, attrs) => {
    const [x, dy] = saved as [Four, Four]
    const { filterShape: _, ...same } = attrs
    return {
      x: () =>
        run(
          'DepthwiseConv2dNativeBackpropInput',
          { dy, filter: ddw as Four },
          { ...same, inputShape: x.shape },
        ),
      dy: () => depthwise(x, ddw as Four, attrs),
    }
  },
}

const depthwiseInputGrad: tf.GradConfig = {
  kernelName: 'DepthwiseConv2dNativeBackpropInput',
  inputsToSave: ['dy', 'filter'],
  gradFunc: (ddx, saved, attrs) => {
    const [dy, filter] = saved as [Four, Four]
    const { inputShape: _, ...same } = attrs
    return {
      dy: () => depthwise(ddx as Four, filter, attrs),
      filter: () =>
        run(
          'DepthwiseConv2dNativeBackpropFilter',
          { x: ddx as Four, dy },
          { ...same, filterShape: filter.shape },
        ),
    }
  },
}

/** Convolutions with respect to their filters, and depthwise ones with respect to both. */
export const convolutions: readonly tf.GradConfig[] = [
  filterGrad,
  depthwiseFilterGrad,
  depthwiseInputGrad,
]
