import { disposeIterate } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Run } from './Run.js'

/** Frees the state of a run; the variables are not changed. */
export const disposeRun = ({ iterate, parked }: Run): void => {
  disposeIterate(iterate)
  tf.dispose(parked.map(({ slots }) => slots) as tf.TensorContainer)
}
