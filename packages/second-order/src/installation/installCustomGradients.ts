import * as tf from '@tensorflow/tfjs-core'
import { type Custom, replay } from './replay.js'

/**
 * Replaces the engine's `customGrad`, which all custom operations call, TensorFlow.js's own too:
 * they have no entry in the registry of gradients. Returns a function that undoes it.
 */
export const installCustomGradients = (): (() => void) => {
  const engine = tf.engine()
  const own = Object.getOwnPropertyDescriptor(engine, 'customGrad')
  const former = engine.customGrad
  engine.customGrad = ((f: Custom) => former.call(engine, replay(f))) as typeof former
  return () => {
    if (own === undefined) Reflect.deleteProperty(engine, 'customGrad')
    else Object.defineProperty(engine, 'customGrad', own)
  }
}
