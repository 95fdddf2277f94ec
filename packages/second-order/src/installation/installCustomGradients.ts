import * as tf from '@tensorflow/tfjs-core'
import { type Custom, replayed } from './replayed.js'

/**
 * Custom operations have no entry in the registry of gradients; every one of them, TensorFlow.js's own too, goes through this method of the engine. Answers a
 * function that puts the former method back.
 */
export const installCustomGradients = (): (() => void) => {
  const engine = tf.engine()
  const own = Object.getOwnPropertyDescriptor(engine, 'customGrad')
  const former = engine.customGrad
  engine.customGrad = ((f: Custom) => former.call(engine, replayed(f))) as typeof former
  return () => {
    if (own === undefined) Reflect.deleteProperty(engine, 'customGrad')
    else Object.defineProperty(engine, 'customGrad', own)
  }
}
