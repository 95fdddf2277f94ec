import * as tf from '@tensorflow/tfjs-core'

/** The argument of `tf.customGrad`. */
export type Custom = Parameters<typeof tf.customGrad>[0]
type Save = (tensors: tf.Tensor[]) => void

/**
 * Makes the gradient of a custom operation differentiable. The tensors that it computes and saves
 * are not on the tape, so an outer gradient takes them for constants. If an outer gradient is being
 * recorded, the operation therefore runs again on its inputs, recorded on the tape.
 */
export const replay = (f: Custom): Custom =>
  ((...given: (tf.Tensor | Save)[]) => {
    const inputs = given.slice(0, -1) as tf.Tensor[]
    const save = given.at(-1) as Save
    let count: number | undefined
    const keep: Save = (tensors) => {
      count = tensors.length
      save([...tensors, ...inputs])
    }
    const { value, gradFunc } = f(...inputs, keep)
    // only once: a second call would leak the tensors of the first
    if (count === undefined) keep([])
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        if (tf.engine().state.gradientDepth === 0) return gradFunc(dy, saved.slice(0, count))
        let again: tf.Tensor[] = []
        const recorded = f(...saved.slice(count), (tensors: tf.Tensor[]) => {
          again = tensors
        })
        return recorded.gradFunc(dy, again)
      },
    }
  }) as Custom
