import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core'

/** The state of an LSTM layer, carried from step to step and from sequence to sequence. */
export interface LstmState {
  /** [batch, units] */
  readonly h: Tensor2D
  /** [batch, units] */
  readonly c: Tensor2D
}

/** The result of {@link lstm}. */
export interface LstmSequence {
  /** h of every step, [steps, batch, units]. */
  readonly outputs: Tensor3D
  /** The last state. */
  readonly state: LstmState
}
