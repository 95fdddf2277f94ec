import * as tf from '@tensorflow/tfjs-core'

/** Lets each variable share the memory of a tensor of its shape. */
export const assignValues = (
  variables: readonly tf.Variable[],
  values: readonly tf.Tensor[],
): void => {
  for (const [i, variable] of variables.entries()) {
    const value = values[i] as tf.Tensor
    // `assign` disposes the former data first
    if (value.dataId !== variable.dataId) variable.assign(value)
  }
}

/**
 * Runs a function while the variables do not hold their memory, so that a step may overwrite it:
 * they refer to one number instead. The function must give them values again, also if it throws.
 */
export const whileReleased = <A>(variables: readonly tf.Variable[], run: () => A): A => {
  const number = tf.keep(tf.scalar(0))
  try {
    for (const variable of variables) {
      const { dataId } = number
      // `assign` reads only these fields: it exchanges the data, and counts bytes by the shape
      variable.assign({ dataId, shape: variable.shape, dtype: variable.dtype } as tf.Tensor)
    }
    return run()
  } finally {
    number.dispose()
  }
}
