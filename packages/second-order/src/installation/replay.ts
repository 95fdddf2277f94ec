import * as tf from '@tensorflow/tfjs-core'

/** What `tf.customGrad` takes. */
export type Custom = Parameters<typeof tf.customGrad>[0]
type Save = (tensors: tf.Tensor[]) => void

/**
 * A custom operation whose gradient can be differentiated again. What the operation computes inside and saves is no part of the tape, so an outer gradient
 * takes it for a constant. If an outer gradient is being recorded, the operation is therefore run once more on what went in, in the open.
 */
export const replayed = (f: Custom): Custom =>
  ((...given: (tf.Tensor | Save)[]) => {
    const inputs = given.slice(0, -1) as tf.Tensor[]
    const save = given.at(-1) as Save
    let count: number | undefined
    const keep: Save = (tensors) => {
      count = tensors.length
      save([...tensors, ...inputs])
    }
    const { value, gradFunc } = f(...inputs, keep)
    // once: what a second call replaces is never freed
    if (count === undefined) keep([])
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        if (tf.engine().state.gradientDepth === 0) return gradFunc(dy, saved.slice(0, count))
        let again: tf.Tensor[] = []
        const open = f(...saved.slice(count), (tensors: tf.Tensor[]) => {
          again = tensors
        })
        return open.gradFunc(dy, again)
      },
    }
  }) as Custom
