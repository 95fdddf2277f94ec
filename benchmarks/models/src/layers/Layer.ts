import type * as tf from '@tensorflow/tfjs-core'
import type { Parameters } from '../parameters/Parameter.js'
import type { Tensors } from '../parameters/Tensors.js'

/** One forward pass. */
export interface Pass {
  /** Batch statistics and dropout in training; running statistics and none in evaluation. */
  readonly training: boolean
  /** Decides what dropout and drop connect leave out; another for each step. */
  readonly seed: number
}

/** What a layer works with. */
export interface LayerInput {
  readonly params: Tensors
  /** Running means and variances. */
  readonly statistics: Tensors
  readonly pass: Pass
}

/** What a layer returns. */
export interface LayerOutput {
  readonly output: tf.Tensor
  /**
   * In training: means and unbiased variances of this batch, in the tree of the statistics; they
   * carry no gradient. Empty in evaluation.
   */
  readonly moments: Tensors
}

/** A layer: its parameters and statistics before they have numbers, and its forward pass. */
export interface Layer {
  readonly parameters: Parameters
  readonly statistics: Parameters
  readonly apply: (input: LayerInput, x: tf.Tensor) => LayerOutput
}

/** A layer without statistics. */
export const plainLayer = (
  parameters: Parameters,
  apply: (params: Tensors, x: tf.Tensor, pass: Pass) => tf.Tensor,
): Layer => ({
  parameters,
  statistics: {},
  apply: ({ params, pass }, x) => ({ output: apply(params, x, pass), moments: {} }),
})
