import * as tf from '@tensorflow/tfjs-core'

/** Reads scalars, all of them in one readback of the device, and disposes of them. */
export const readScalars = async (scalars: readonly tf.Tensor[]): Promise<readonly number[]> => {
  if (scalars.length === 0) return []
  const [first] = scalars as readonly [tf.Tensor]
  const joined = scalars.length === 1 ? first : tf.tidy(() => tf.stack([...scalars]))
  try {
    return [...(await joined.data())]
  } finally {
    joined.dispose()
    for (const scalar of scalars) if (!scalar.isDisposed) scalar.dispose()
  }
}
