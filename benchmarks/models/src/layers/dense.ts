import * as tf from '@tensorflow/tfjs-core'
import type { Initialization } from '../parameters/Parameter.js'
import { tensorAt } from '../parameters/Tensors.js'
import { type Layer, plainLayer } from './Layer.js'

/** PyTorch's default for dense layers: uniform in ±1/√inputs, kernel and bias alike. */
const uniformFanIn = (inputs: number): Initialization => ({
  kind: 'uniform',
  bound: 1 / Math.sqrt(inputs),
})

/** A dense layer x W + b; the kernel has shape [inputs, outputs]. */
export const dense = (
  inputs: number,
  outputs: number,
  kernel: Initialization = uniformFanIn(inputs),
  bias: Initialization = uniformFanIn(inputs),
): Layer =>
  plainLayer(
    {
      kernel: { shape: [inputs, outputs], initialization: kernel },
      bias: { shape: [outputs], initialization: bias },
    },
    (params, x) =>
      tf.add(
        tf.matMul(x as tf.Tensor2D, tensorAt<tf.Rank.R2>(params, 'kernel')),
        tensorAt(params, 'bias'),
      ),
  )
