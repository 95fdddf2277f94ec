import * as tf from '@tensorflow/tfjs-core'

/**
 * A function that waits until the device has run everything; undefined for backends that run when
 * they are called.
 */
export const waitForDevice = (): (() => Promise<unknown>) | undefined => {
  // the queue of the webgpu backend is private in its types
  const { queue } = tf.backend() as tf.KernelBackend & { readonly queue?: GPUQueue }
  return queue === undefined ? undefined : () => queue.onSubmittedWorkDone()
}
