import { disposeIterate } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { RunState } from './RunState.js'

/** Frees all tensors of a run. */
export const disposeRun = ({ iterate, carried }: RunState): void => {
  disposeIterate(iterate)
  tf.dispose(carried)
}
