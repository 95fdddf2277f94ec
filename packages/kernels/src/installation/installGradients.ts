import * as tf from '@tensorflow/tfjs-core'

/** Registers gradients in place of the current ones; returns a function that undoes it. */
export const installGradients = (gradients: readonly tf.GradConfig[]): (() => void) => {
  const formers = gradients.map(({ kernelName }) => tf.getGradient(kernelName))
  gradients.forEach((gradient, i) => {
    if (formers[i] !== undefined) tf.unregisterGradient(gradient.kernelName)
    tf.registerGradient(gradient)
  })
  return () =>
    gradients.forEach(({ kernelName }, i) => {
      const former = formers[i]
      tf.unregisterGradient(kernelName)
      if (former !== undefined) tf.registerGradient(former)
    })
}
