import * as tf from '@tensorflow/tfjs-core'

/** Whether the backend keeps its data in this process, where sums are computed in float64. */
export const runsOnHost = (): boolean => ['cpu', 'wasm'].includes(tf.getBackend())
