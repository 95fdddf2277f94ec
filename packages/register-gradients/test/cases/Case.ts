import type * as tf from '@tensorflow/tfjs-core'

/** A function whose gradient uses a kernel, and the shapes of its inputs. */
export interface Case {
  readonly f: (...x: tf.Tensor[]) => tf.Tensor
  readonly shapes: readonly (readonly number[])[]
  /** Moves the inputs, which are in [0.15, 1.15), to where the function is smooth. */
  readonly at?: (x: number) => number
}

type One = (x: tf.Tensor) => tf.Tensor
/** A function of two tensors. */
export type Two = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor

/** A case with an input of shape [2, 3]. */
export const unary = (f: One, at?: (x: number) => number): readonly Case[] => [
  { f: f as Case['f'], shapes: [[2, 3]], ...(at === undefined ? {} : { at }) },
]

/** Cases with equal shapes, shapes broadcast on either side, and a scalar. */
export const binary = (f: Two): readonly Case[] =>
  [
    [
      [2, 3],
      [2, 3],
    ],
    [[2, 3], [3]],
    [
      [2, 1],
      [2, 3],
    ],
    [[], [4]],
  ].map((shapes) => ({ f: f as Case['f'], shapes }))

/** Cases with an input of one shape. */
export const each = (shapes: readonly number[], ...fs: readonly One[]): readonly Case[] =>
  fs.map((f) => ({ f: f as Case['f'], shapes: [shapes] }))
