import type * as tf from '@tensorflow/tfjs-core'

/** A fused gradient, which has no gradient itself: says so, and what to use. */
export const onceOnly = (kernelName: string, operation: string): tf.GradConfig => ({
  kernelName,
  gradFunc: () => {
    throw new Error(
      `${operation}: the gradient of the fused kernel must not be differentiated again; use composed.${operation} for second derivatives`,
    )
  },
})
