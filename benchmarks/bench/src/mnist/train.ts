import { checkDevice, stepsPerRead } from '@momenta/bench-backends'
import { shuffle } from '@momenta/bench-data'
import { median } from '@momenta/bench-results'
import type { Optimizer } from '@momenta/core'
import { disposeIterate, eager, evaluationParams, oracleOf } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Metric } from '../tasks/Job.js'
import { batchOf } from './batch.js'
import { mnistData } from './mnistData.js'
import { disposeNetwork, lossOf, network, validate } from './network.js'

/** The options of a training run. */
export interface Training {
  readonly epochs: number
  readonly batch: number
  /** The number of training images, drawn by the seed. */
  readonly images: number
  /** The number of test images for validation. */
  readonly validation: number
  readonly seed: number
}

/** The values of a training run. */
export type Trained = {
  readonly accuracy: number
  readonly loss: number
  /** Median of the steps; on a device, of 16 steps at a time. */
  readonly msPerStep: number
  /** `tf.memory().numTensors` after the run minus before. */
  readonly tensorsLeft: number
}

/** Trains the perceptron on MNIST; reports validation accuracy and loss after each epoch. */
export const train = async (
  optimizer: Optimizer,
  { epochs, batch, images, validation, seed }: Training,
  report: (metric: Metric) => void,
): Promise<Trained> => {
  const { train: digits, test } = mnistData()
  const before = tf.memory().numTensors
  const validationBatch = batchOf(
    test,
    Uint32Array.from({ length: validation }, (_, i) => i),
  )
  const chosen = shuffle(seed, digits.count).subarray(0, images)
  const { init, stepAsync } = eager(optimizer)
  const first = network(seed)
  let iterate = init(first)
  disposeNetwork(first)
  const every = stepsPerRead()
  const times: number[] = []
  let [spent, unread] = [0, 0]
  let last = { accuracy: Number.NaN, loss: Number.NaN }
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffle(1000 * (epoch + 1) + seed, images)
    for (let at = 0; at + batch <= images; at += batch) {
      const indices = order.subarray(at, at + batch).map((i) => chosen[i] as number)
      const data = batchOf(digits, indices)
      const oracle = oracleOf((weights: typeof first) => lossOf(weights, data))
      const began = performance.now()
      iterate = await stepAsync(oracle, iterate)
      unread += 1
      // waits for the device
      if (unread === every) await iterate.value?.data()
      spent += performance.now() - began
      if (unread === every) {
        times.push(spent / every)
        ;[spent, unread] = [0, 0]
      }
      tf.dispose([data.x, data.y])
    }
    const evaluated = evaluationParams(optimizer, iterate)
    last = await validate(evaluated, validationBatch)
    disposeNetwork(evaluated)
    checkDevice()
    report({ step: epoch + 1, values: last })
    // lets the event loop handle an interrupt
    await new Promise((resolve) => setImmediate(resolve))
  }
  disposeIterate(iterate)
  tf.dispose([validationBatch.x, validationBatch.y])
  return { ...last, msPerStep: median(times), tensorsLeft: tf.memory().numTensors - before }
}
