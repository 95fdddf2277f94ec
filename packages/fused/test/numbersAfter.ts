import { disposeIterate, type Oracle, type Runner } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'

/** The parameters of an asynchronous runner after some steps; disposes the first ones. */
export const numbersAfter = async <P extends { readonly [leaf: string]: tf.Tensor }>(
  { init, stepAsync }: Runner,
  first: P,
  oracle: Oracle<P>,
  steps: number,
): Promise<readonly number[]> => {
  let iterate = init(first)
  tf.dispose(first)
  for (let i = 0; i < steps; i++) iterate = await stepAsync(oracle, iterate)
  const read = await Promise.all(Object.values(iterate.params).map((leaf) => leaf.data()))
  disposeIterate(iterate)
  return read.flatMap((leaf) => [...leaf])
}
