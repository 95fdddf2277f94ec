import * as tf from '@tensorflow/tfjs-core'
import { gradients } from '../gradients/index.js'
import { withDilations } from '../gradients/withDilations.js'

const replace = (kernelName: string, gradient: tf.GradConfig | undefined): void => {
  if (tf.getGradient(kernelName) !== undefined) tf.unregisterGradient(kernelName)
  if (gradient !== undefined) tf.registerGradient(gradient)
}

const dilatedGradients = (kernelName: string): readonly tf.GradConfig[] => {
  const former = tf.getGradient(kernelName)
  return former === undefined ? [] : [withDilations(former)]
}

/** Registers the gradients of this package; returns a function that undoes it. */
export const installGradients = (): (() => void) => {
  const ours = [...gradients, ...['Conv2D', 'DepthwiseConv2dNative'].flatMap(dilatedGradients)]
  const formers = ours.map(({ kernelName }) => tf.getGradient(kernelName))
  for (const gradient of ours) replace(gradient.kernelName, gradient)
  return () =>
    ours.forEach(({ kernelName }, i) => {
      replace(kernelName, formers[i])
    })
}
