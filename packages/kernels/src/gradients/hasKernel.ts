import * as tf from '@tensorflow/tfjs-core'

/** Whether the current backend has a kernel of that name. */
export const hasKernel = (name: string): boolean =>
  tf.getKernel(name, tf.getBackend()) !== undefined
