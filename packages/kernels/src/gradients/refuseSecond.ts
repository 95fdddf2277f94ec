import type * as tf from '@tensorflow/tfjs-core'

/** The gradient of a fused gradient, which has none: an error that names the alternative. */
export const refuseSecond = (kernelName: string, operation: string): tf.GradConfig => ({
  kernelName,
  gradFunc: () => {
    throw new Error(
      `${operation}: the gradient of the fused kernel cannot be differentiated again; use composed.${operation} for second derivatives`,
    )
  },
})
