import * as tf from '@tensorflow/tfjs-core'
import { tensorflowHasGpu } from './device/tensorflowDevice.js'

/** Steps that are prepared before a device must have finished the first. */
const onDevice = 16

/**
 * How many steps a training loop should take between two reads of the loss on the current backend:
 * 1 where tensors are in the memory of the processor. A read waits until a device has done
 * everything, so there it is worthwhile after some steps only.
 */
export const stepsPerRead = (): number => {
  const backend = tf.getBackend()
  const waits = backend === 'webgpu' || (backend === 'tensorflow' && tensorflowHasGpu())
  return waits ? onDevice : 1
}
