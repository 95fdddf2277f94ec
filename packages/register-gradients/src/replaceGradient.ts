import {
  type GradConfig,
  getGradient,
  registerGradient,
  unregisterGradient,
} from '@tensorflow/tfjs-core'

/** Registers a gradient in place of the current one of its kernel. */
export const replaceGradient = (gradient: GradConfig): void => {
  if (getGradient(gradient.kernelName) !== undefined) unregisterGradient(gradient.kernelName)
  registerGradient(gradient)
}
