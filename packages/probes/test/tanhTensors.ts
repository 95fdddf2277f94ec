import { objectiveOf } from '@momenta/probes'
import * as tf from '@tensorflow/tfjs-core'
import { tanhNet } from './tanhNet.js'

/** The net of `tanhNet` on tensors: the same numbers, rounded to float32. */
const net = tanhNet()

export type Params = {
  readonly W: tf.Tensor
  readonly b: tf.Tensor
  readonly V: tf.Tensor
  readonly c: tf.Tensor
}

export type Batch = { readonly x: tf.Tensor; readonly y: tf.Tensor }

export const paramsOf = (): Params => {
  const [W, b, V, c] = net.start.map((leaf) => Float32Array.from(leaf)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  return {
    W: tf.tensor2d(W, [8, 32]),
    b: tf.tensor1d(b),
    V: tf.variable(tf.tensor2d(V, [32, 3])),
    c: tf.tensor1d(c),
  }
}

export const batchesOf = (sizes: readonly number[]): readonly Batch[] => {
  let from = 0
  return sizes.map((size) => {
    const cut = (all: Float64Array, width: number) =>
      tf.tensor2d(Float32Array.from(all.subarray(from * width, (from + size) * width)), [
        size,
        width,
      ])
    const batch = { x: cut(net.x, 8), y: cut(net.y, 3) }
    from += size
    return batch
  })
}

export const outputs = ({ W, b, V, c }: Params, { x }: Batch) =>
  tf.add(
    tf.matMul(tf.tanh(tf.add(tf.matMul(x as tf.Tensor2D, W as tf.Tensor2D), b)), V as tf.Tensor2D),
    c,
  )

export const loss = (params: Params, batch: Batch) =>
  tf.mul(3, tf.mean(tf.square(tf.sub(outputs(params, batch), batch.y)))) as tf.Scalar

export const size = ({ x }: Batch) => x.shape[0] as number

export const exact = objectiveOf({
  point: net.start.flatMap((leaf) => [...leaf]),
  batches: [{ size: 64, gradient: net.gradient }],
})
