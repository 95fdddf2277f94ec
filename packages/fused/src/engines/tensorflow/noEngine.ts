import type { Engine } from '../../Engine.js'

/** In place of the engine where TensorFlow's backend for Node cannot run, as in a page. */
export const tensorflowEngine = (): Engine | undefined => undefined
