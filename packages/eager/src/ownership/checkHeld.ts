import type * as tf from '@tensorflow/tfjs-core'

const refused = (who: string): never => {
  throw new TypeError(
    `${who}: the iterate must hold its tensors, got one that a step consumed or that was disposed; keep one with cloneIterate`,
  )
}

/** Checks that no tensor of an iterate was disposed, which is what a step does to the iterate that it consumes. */
export const checkHeld = (who: string, tensors: Iterable<tf.Tensor>): void => {
  for (const { isDisposed } of tensors) if (isDisposed) refused(who)
}

/** The shape of a tensor of an iterate, which must not be disposed. */
export const heldShape =
  (who: string) =>
  (tensor: tf.Tensor): readonly number[] =>
    tensor.isDisposed ? refused(who) : tensor.shape
