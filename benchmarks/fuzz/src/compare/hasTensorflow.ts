import { loadTensorflow } from '@momenta/tensorflow'
import * as tf from '@tensorflow/tfjs-core'

const tensorflow = { is: undefined as boolean | undefined }

/** Whether this machine has TensorFlow; its cases are left out where it has not. */
export const hasTensorflow = async (): Promise<boolean> => {
  if (tensorflow.is === undefined) {
    await tf.setBackend('cpu')
    tensorflow.is = (await loadTensorflow()).ok
  }
  return tensorflow.is
}
