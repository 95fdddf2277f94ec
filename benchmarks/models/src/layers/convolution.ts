import * as tf from '@tensorflow/tfjs-core'
import type { Initialization } from '../parameters/Parameter.js'
import { tensorAt } from '../parameters/Tensors.js'
import { type Layer, plainLayer } from './Layer.js'

/** Options of {@link convolution} and {@link depthwise}. */
export interface ConvolutionOptions {
  readonly inputs: number
  /** Height and width of the filter. */
  readonly size: number
  /** Default 1. */
  readonly stride?: number
  /**
   * `symmetric` pads (size − 1)/2 on each side, as PyTorch's networks for CIFAR; `same` pads as
   * TensorFlow, which differs where the stride is 2. Default `symmetric`.
   */
  readonly padding?: 'symmetric' | 'same'
}

/** He et al.'s normal initialization over the outputs: √(2 / (size² · outputs)). */
export const heFanOut = (size: number, outputs: number): Initialization => ({
  kind: 'normal',
  deviation: Math.sqrt(2 / (size * size * outputs)),
})

/** With stride 1 symmetric padding is TensorFlow's `same`; else zeros are added first. */
const padded = (x: tf.Tensor4D, size: number, stride: number): tf.Tensor4D => {
  const before = Math.floor((size - 1) / 2)
  const after = (extent: number) => {
    const outputs = Math.floor((extent + 2 * before - size) / stride) + 1
    return Math.max(0, (outputs - 1) * stride + size - extent - before)
  }
  const [, height, width] = x.shape
  return before === 0
    ? x
    : tf.pad4d(x, [
        [0, 0],
        [before, after(height)],
        [before, after(width)],
        [0, 0],
      ])
}

/** Applies a convolution with the padding of the options; backends differ in what they accept. */
const padAndApply = (
  input: tf.Tensor,
  { size, stride = 1, padding = 'symmetric' }: ConvolutionOptions,
  apply: (x: tf.Tensor4D, stride: number, padding: 'same' | 'valid') => tf.Tensor4D,
): tf.Tensor4D => {
  const x = input as tf.Tensor4D
  return padding === 'same' || stride === 1
    ? apply(x, stride, 'same')
    : apply(padded(x, size, stride), stride, 'valid')
}

/** A convolution without bias; filters of shape [size, size, inputs, outputs]. */
export const convolution = (options: ConvolutionOptions & { readonly outputs: number }): Layer => {
  const { inputs, outputs, size } = options
  const filter = { shape: [size, size, inputs, outputs], initialization: heFanOut(size, outputs) }
  return plainLayer({ filter }, (params, x) =>
    padAndApply(x, options, (input, stride, padding) =>
      tf.conv2d(input, tensorAt<tf.Rank.R4>(params, 'filter'), stride, padding),
    ),
  )
}

/**
 * A depthwise convolution without bias: one filter per channel, of shape [size, size, inputs, 1].
 */
export const depthwise = (options: ConvolutionOptions): Layer => {
  const { inputs, size } = options
  const filter = { shape: [size, size, inputs, 1], initialization: heFanOut(size, 1) }
  return plainLayer({ filter }, (params, x) =>
    padAndApply(x, options, (input, stride, padding) =>
      tf.depthwiseConv2d(input, tensorAt<tf.Rank.R4>(params, 'filter'), stride, padding),
    ),
  )
}
