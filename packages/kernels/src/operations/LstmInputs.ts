import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Inputs } from '../installation/Kernel.js'

/** The inputs of an LSTM kernel, of the shapes of {@link lstm}; h and c are the initial state. */
export type LstmInputs<T extends TensorInfo = TensorInfo> = Inputs<
  'x' | 'kernel' | 'recurrentKernel' | 'bias' | 'h' | 'c',
  T
>

/** The inputs of its gradient: also all states, further outputs of the kernel, and dL/d(states). */
export type LstmGradInputs<T extends TensorInfo = TensorInfo> = LstmInputs<T> &
  Inputs<'hidden' | 'cells' | 'aux0' | 'dhidden' | 'dcells', T>
