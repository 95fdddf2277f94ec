import type { TensorInfo } from '@tensorflow/tfjs-core'

/** What an LSTM kernel is given; the columns of the kernels are the gates i, f, g, o. */
export interface LstmInputs {
  /** [steps, batch, inputs] */
  readonly x: TensorInfo
  /** [inputs, 4 units] */
  readonly kernel: TensorInfo
  /** [units, 4 units] */
  readonly recurrentKernel: TensorInfo
  /** [4 units] */
  readonly bias: TensorInfo
  /** [batch, units] */
  readonly h: TensorInfo
  /** [batch, units] */
  readonly c: TensorInfo
}

/** What its gradient is given: besides, all states, the kernel's own further outputs, and the gradients of the states. */
export interface LstmGradInputs extends LstmInputs {
  readonly hidden: TensorInfo
  readonly cells: TensorInfo
  readonly aux0: TensorInfo
  readonly dhidden: TensorInfo
  readonly dcells: TensorInfo
}
