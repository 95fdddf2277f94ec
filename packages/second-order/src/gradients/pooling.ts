import * as tf from '@tensorflow/tfjs-core'
import { atMaxima, type PoolAttrs } from './atMaxima.js'

const avgPoolGrad: tf.GradConfig = {
  kernelName: 'AvgPoolGrad',
  inputsToSave: ['input'],
  gradFunc: (ddx, [input], attrs) => {
    const { filterSize, strides, pad } = attrs as unknown as PoolAttrs
    return {
      dy: () => tf.avgPool(ddx as tf.Tensor4D, filterSize, strides, pad),
      input: () => tf.zerosLike(input as tf.Tensor),
    }
  },
}

/** The gradient of a maximum is linear in dy: it goes where the maximum was. Its gradient takes from there what arrives. */
const maxPoolGrad: tf.GradConfig = {
  kernelName: 'MaxPoolGrad',
  inputsToSave: ['input', 'output'],
  gradFunc: (ddx, saved, attrs) => {
    const [input, output] = saved as [tf.Tensor4D, tf.Tensor4D]
    return {
      dy: () => atMaxima(ddx as tf.Tensor4D, input, output, attrs as unknown as PoolAttrs),
      input: () => tf.zerosLike(input),
      output: () => tf.zerosLike(output),
    }
  },
}

/** Pooling, also with windows that overlap. */
export const pooling: readonly tf.GradConfig[] = [avgPoolGrad, maxPoolGrad]
