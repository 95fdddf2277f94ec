import { readScalars } from '@momenta/bench-backends'
import { batchesOf, type ImageBatch, type Images, type Normalization } from '@momenta/bench-data'
import { type Classifier, initialize, type Tensors } from '@momenta/bench-models'
import { softmaxCrossEntropy } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import type { TrainingBatch, Values } from './Problem.js'

/** The classes of a head: a task of a stream sees the logits of its own classes alone. */
export interface ClassRange {
  readonly first: number
  readonly count: number
}

/** All classes of a network. */
export const allClasses = ({ classes }: Classifier): ClassRange => ({ first: 0, count: classes })

const headOf = (logits: tf.Tensor, { first, count }: ClassRange): tf.Tensor2D => {
  const [rows = 0, classes] = logits.shape
  return (count === classes ? logits : tf.slice(logits, [0, first], [rows, count])) as tf.Tensor2D
}

/**
 * Images and labels as tensors of the caller. The arrays of the batch are reused, so they are
 * copied.
 */
const tensorsOf = (
  { pixels, labels, count }: ImageBatch,
  images: Images,
  { first }: ClassRange,
) => ({
  x: tf.tensor(pixels.slice(), [count, images.height, images.width, images.channels]),
  labels: tf.tensor1d(
    labels.map((label) => label - first),
    'int32',
  ),
})

/** A batch of images to train a classifier on. */
export const classificationBatch = (
  { network }: Classifier,
  images: Images,
  batch: ImageBatch,
  range: ClassRange,
): TrainingBatch => {
  const { x, labels } = tensorsOf(batch, images, range)
  return {
    loss: (params, statistics, seed) => {
      const pass = { training: true, seed }
      const { output, moments } = network.apply({ params, statistics, pass }, x)
      const losses = softmaxCrossEntropy(labels, headOf(output, range))
      return { loss: tf.mean(losses) as tf.Scalar, aux: moments }
    },
    dispose: () => tf.dispose([x, labels]),
  }
}

/** The most images of a batch in evaluation. */
const evaluationBatch = 250

/** Accuracy and mean cross-entropy on images, in one readback. */
export const measureClassifier = async (
  { network }: Classifier,
  params: Tensors,
  statistics: Tensors,
  images: Images,
  normalization: Normalization,
  range: ClassRange,
): Promise<Values> => {
  const hits: tf.Tensor[] = []
  const sums: tf.Tensor[] = []
  for (const batch of batchesOf(images, { size: evaluationBatch, normalization })) {
    const [hit, sum] = tf.tidy(() => {
      const { x, labels } = tensorsOf(batch, images, range)
      const pass = { training: false, seed: 0 }
      const logits = headOf(network.apply({ params, statistics, pass }, x).output, range)
      const right = tf.equal(tf.argMax(logits, 1), labels)
      return [tf.sum(tf.cast(right, 'float32')), tf.sum(softmaxCrossEntropy(labels, logits))] as [
        tf.Tensor,
        tf.Tensor,
      ]
    })
    hits.push(hit)
    sums.push(sum)
  }
  const read = await readScalars([...hits, ...sums])
  const meanOf = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / images.count
  return { accuracy: meanOf(read.slice(0, hits.length)), loss: meanOf(read.slice(hits.length)) }
}

/** The running statistics of a network before training. */
export const firstStatistics = ({ network }: Classifier): Tensors =>
  initialize(network.statistics, 0)
