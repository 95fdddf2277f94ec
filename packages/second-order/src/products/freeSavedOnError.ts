import * as tf from '@tensorflow/tfjs-core'

/**
 * Frees the tensors that TensorFlow.js saves for a backward pass and does not free if it throws.
 */
export const freeSavedOnError = <A>(run: () => A): A => {
  const { state } = tf.engine()
  // a tape that is left from an earlier error is dropped
  const before = state.gradientDepth === 0 ? 0 : state.activeTape.length
  if (before === 0) state.activeTape = []
  try {
    return run()
  } catch (error) {
    for (const { saved } of state.activeTape.slice(before)) tf.dispose(saved ?? [])
    throw error
  }
}
