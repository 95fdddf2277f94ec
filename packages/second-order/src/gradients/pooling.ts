import * as tf from '@tensorflow/tfjs-core'
import { gatherMaxima, type PoolAttrs } from './gatherMaxima.js'

const avgPoolGrad: tf.GradConfig = {
  kernelName: 'AvgPoolGrad',
  inputsToSave: ['input'],
  gradFunc: (ddx, [input], attrs) => {
    const { filterSize, strides, pad } = attrs as PoolAttrs
    return {
      dy: () => tf.avgPool(ddx as tf.Tensor4D, filterSize, strides, pad),
      input: () => tf.zerosLike(input as tf.Tensor),
    }
  },
}

/** The gradient of a maximum is linear in dy: its adjoint gathers the values at the maxima. */
const maxPoolGrad: tf.GradConfig = {
  kernelName: 'MaxPoolGrad',
  inputsToSave: ['input', 'output'],
  gradFunc: (ddx, saved, attrs) => {
    const [input, output] = saved as [tf.Tensor4D, tf.Tensor4D]
    return {
      dy: () => gatherMaxima(ddx as tf.Tensor4D, input, output, attrs as PoolAttrs),
      input: () => tf.zerosLike(input),
      output: () => tf.zerosLike(output),
    }
  },
}

/** Pooling, also with overlapping windows. */
export const pooling: readonly tf.GradConfig[] = [avgPoolGrad, maxPoolGrad]
