import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import type { Tensorflow } from './Tensorflow.js'

type Backend = tf.KernelBackend & { readonly binding: { readonly TF_Version: string } }

/** Node caches addons by their files, which are in `lib/napi-vN` of the package. */
const folderOfAddon = (): string => {
  const addon = Object.keys(createRequire(import.meta.url).cache).find((path) =>
    path.endsWith('tfjs_binding.node'),
  )
  return addon === undefined ? '' : dirname(dirname(dirname(addon)))
}

/** The TensorFlow backend of this process, if anything has loaded it. */
export const findTensorflow = (): Tensorflow | undefined => {
  if (tf.findBackendFactory('tensorflow') === null) return undefined
  const { binding } = tf.findBackend('tensorflow') as Backend
  return { backend: folderOfAddon(), version: binding.TF_Version }
}
