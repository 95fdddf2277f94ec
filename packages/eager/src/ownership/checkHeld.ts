import type * as tf from '@tensorflow/tfjs-core'

const fail = (who: string): never => {
  throw new TypeError(
    `${who}: the iterate must hold its tensors, got one that a step consumed or that was disposed; clone it first with cloneIterate`,
  )
}

/**
 * Checks that no tensor of an iterate is disposed. A step disposes those of the iterate that it
 * consumes.
 */
export const checkHeld = (who: string, tensors: Iterable<tf.Tensor>): void => {
  for (const { isDisposed } of tensors) if (isDisposed) fail(who)
}

/** The shape of a tensor of an iterate; throws if it is disposed. */
export const heldShape =
  (who: string) =>
  (tensor: tf.Tensor): readonly number[] =>
    tensor.isDisposed ? fail(who) : tensor.shape
