import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'

/**
 * The weights of an LSTM layer. The columns of the kernels are the gates i, f, g, o, as in Keras
 * and PyTorch; the two biases of PyTorch are added here.
 */
export interface LstmWeights {
  /** [inputs, 4 units] */
  readonly kernel: Tensor2D
  /** [units, 4 units] */
  readonly recurrentKernel: Tensor2D
  /** [4 units] */
  readonly bias: Tensor1D
}
