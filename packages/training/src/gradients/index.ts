import type * as tf from '@tensorflow/tfjs-core'
import { batchNorm } from './batchNorm.js'
import { crossEntropy } from './crossEntropy.js'
import { lstm } from './lstm.js'
import { onceOnly } from './onceOnly.js'
import { relu, reluGrad } from './relu.js'

/** The gradients that every enabled backend needs; TensorFlow.js keeps them per kernel, not per backend. */
export const gradients: readonly tf.GradConfig[] = [
  ...[relu, reluGrad, batchNorm, crossEntropy, lstm],
  onceOnly('BatchNormTrainingGrad', 'batchNorm'),
  onceOnly('SparseSoftmaxCrossEntropyGrad', 'softmaxCrossEntropy'),
  onceOnly('LstmSequenceGrad', 'lstm'),
]
