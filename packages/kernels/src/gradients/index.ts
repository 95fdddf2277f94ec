import type * as tf from '@tensorflow/tfjs-core'
import { batchNorm } from './batchNorm.js'
import { crossEntropy } from './crossEntropy.js'
import { lstm } from './lstm.js'
import { refuseSecond } from './refuseSecond.js'
import { relu, reluGrad } from './relu.js'
import { sums } from './sums.js'

/** The gradients of all enabled backends; TensorFlow.js has one per kernel, not per backend. */
export const gradients: readonly tf.GradConfig[] = [
  ...[relu, reluGrad, ...sums, batchNorm, crossEntropy, lstm],
  refuseSecond('BatchNormTrainingGrad', 'batchNorm'),
  refuseSecond('SparseSoftmaxCrossEntropyGrad', 'softmaxCrossEntropy'),
  refuseSecond('LstmSequenceGrad', 'lstm'),
]
