import * as tf from '@tensorflow/tfjs-core'

/** tfjs keeps what a backward pass will need, beyond all scopes, and forgets to free it if a pass throws. */
export const freeingSaved = <A>(run: () => A): A => {
  const { state } = tf.engine()
  // a tape that an error outside has left is not ours, and is begun anew
  const before = state.gradientDepth === 0 ? 0 : state.activeTape.length
  if (before === 0) state.activeTape = []
  try {
    return run()
  } catch (error) {
    for (const { saved } of state.activeTape.slice(before)) tf.dispose(saved ?? [])
    throw error
  }
}
