import { median } from '@momenta/bench-results'
import type { Optimizer } from '@momenta/core'
import { disposeIterate, eager, oracleOf } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Metric } from '../tasks/Task.js'
import { batchOf } from './batch.js'
import { mnistData } from './mnistData.js'
import { lossOf, network, validated } from './network.js'
import { shuffled } from './shuffled.js'

/** How a network is trained. */
export interface Training {
  readonly epochs: number
  readonly batch: number
  /** The first so many of the training images in an order drawn from the seed. */
  readonly images: number
  /** Images of the test set that validate. */
  readonly validation: number
  readonly seed: number
}

/** What a training run came to. */
export interface Trained {
  readonly accuracy: number
  readonly loss: number
  /** Median over the steps. */
  readonly msPerStep: number
  /** tf.memory().numTensors at the end over that before. */
  readonly tensorsLeft: number
}

/** Trains the perceptron on MNIST and tells validation accuracy and loss after each epoch. */
export const train = async (
  optimizer: Optimizer,
  { epochs, batch, images, validation, seed }: Training,
  tell: (metric: Metric) => void,
): Promise<Trained> => {
  const { train: digits, test } = mnistData()
  const before = tf.memory().numTensors
  const held = batchOf(
    test,
    Uint32Array.from({ length: validation }, (_, i) => i),
  )
  const chosen = shuffled(seed, digits.count).subarray(0, images)
  const { init, step } = eager(optimizer)
  const first = network(seed)
  let iterate = init(first)
  tf.dispose([first.hidden.kernel, first.hidden.bias, first.output.kernel, first.output.bias])
  const times: number[] = []
  let last = { accuracy: Number.NaN, loss: Number.NaN }
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(1000 * (epoch + 1) + seed, images)
    for (let at = 0; at + batch <= images; at += batch) {
      const places = order.subarray(at, at + batch).map((i) => chosen[i] as number)
      const data = batchOf(digits, places)
      const oracle = oracleOf((weights: typeof first) => lossOf(weights, data))
      const began = performance.now()
      iterate = step(oracle, iterate)
      iterate.value?.dataSync()
      times.push(performance.now() - began)
      tf.dispose([data.x, data.y])
    }
    last = validated(iterate.params, held)
    tell({ step: epoch + 1, values: last })
    // A turn of the event loop, so that an interrupt is heard.
    await new Promise((resolve) => setImmediate(resolve))
  }
  disposeIterate(iterate)
  tf.dispose([held.x, held.y])
  return { ...last, msPerStep: median(times), tensorsLeft: tf.memory().numTensors - before }
}
