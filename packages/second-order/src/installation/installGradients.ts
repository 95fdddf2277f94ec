import * as tf from '@tensorflow/tfjs-core'
import { dilated } from '../gradients/dilated.js'
import { gradients } from '../gradients/index.js'

const replace = (kernelName: string, gradient: tf.GradConfig | undefined): void => {
  if (tf.getGradient(kernelName) !== undefined) tf.unregisterGradient(kernelName)
  if (gradient !== undefined) tf.registerGradient(gradient)
}

const over = (kernelName: string): readonly tf.GradConfig[] => {
  const former = tf.getGradient(kernelName)
  return former === undefined ? [] : [dilated(former)]
}

/** Registers our gradients. Answers a function that puts the former ones back. */
export const installGradients = (): (() => void) => {
  const ours = [...gradients, ...['Conv2D', 'DepthwiseConv2dNative'].flatMap(over)]
  const formers = ours.map(({ kernelName }) => tf.getGradient(kernelName))
  for (const gradient of ours) replace(gradient.kernelName, gradient)
  return () =>
    ours.forEach(({ kernelName }, i) => {
      replace(kernelName, formers[i])
    })
}
