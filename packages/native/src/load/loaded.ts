import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import type { Tensorflow } from './Tensorflow.js'

/** Node keeps addons by their files, and they lie in `lib/napi-vN` of the package. */
const folder = (): string => {
  const addon = Object.keys(createRequire(import.meta.url).cache).find((path) =>
    path.endsWith('tfjs_binding.node'),
  )
  return addon === undefined ? '' : dirname(dirname(dirname(addon)))
}

/** TensorFlow's backend where this process has it already, whoever imported it. */
export const loaded = (): Tensorflow | undefined => {
  if (tf.findBackendFactory('tensorflow') === null) return undefined
  const { binding } = tf.findBackend('tensorflow') as unknown as {
    binding: { TF_Version: string }
  }
  return { backend: folder(), version: binding.TF_Version }
}
