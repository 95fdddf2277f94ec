import type * as tf from '@tensorflow/tfjs-core'
import type { Measuring } from './Engine.js'

/** The measurement of norms and nothing else. */
export const normsAlone = (norms: readonly tf.Tensor[]): Measuring => ({
  norms,
  values: [],
  reductions: [],
})
