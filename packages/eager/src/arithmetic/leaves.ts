import type { LeafArithmetic } from '@momenta/core'
import * as tf from '@tensorflow/tfjs-core'
import { scaleOf } from '../measure/scaleOf.js'
import { sumOfLeaf } from '../measure/sumOfLeaf.js'
import { pack, unpack } from './pack.js'
import { tensors } from './tensors.js'

/** Arithmetic on whole leaves that are tensors, for estimators. */
export const leaves: LeafArithmetic<tf.Tensor> = {
  ...tensors,
  total: sumOfLeaf,
  scaleOf,
  pack,
  unpack,
  generate: ({ shape, size }, numbersOf) => tf.tensor(Float32Array.from(numbersOf(size)), shape),
  scope: (run) => tf.tidy(run as () => ReturnType<typeof run> & tf.TensorContainer),
}
