import * as tf from '@tensorflow/tfjs-core'

/** A new wasm backend: after a failure the heap of the old one may hold anything. */
export const renewWasm = async (): Promise<void> => {
  const factory = tf.findBackendFactory('wasm')
  await tf.setBackend('cpu')
  tf.removeBackend('wasm')
  tf.registerBackend('wasm', factory)
  await tf.setBackend('wasm')
}
