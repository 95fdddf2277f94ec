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

/** The classes from which the share of labels among the five best logits is measured too. */
const manyClasses = 100

/** How many labels are among the best logits of their image. */
const hitsAmong = (best: number, logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor => {
  const own = tf.sum(tf.mul(tf.oneHot(labels, logits.shape[1]), logits), 1, true)
  const above = tf.sum(tf.cast(tf.greater(logits, own), 'int32'), 1)
  return tf.sum(tf.cast(tf.less(above, best), 'float32'))
}

/** Sums over a batch: right labels, cross-entropy, and of many classes labels in the top five. */
const sumsOf = (logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor[] => [
  tf.sum(tf.cast(tf.equal(tf.argMax(logits, 1), labels), 'float32')),
  tf.sum(softmaxCrossEntropy(labels, logits)),
  ...(logits.shape[1] < manyClasses ? [] : [hitsAmong(5, logits, labels)]),
]

/**
 * Accuracy and mean cross-entropy on images, in one readback; with 100 classes or more also the
 * top-5 accuracy.
 */
export const measureClassifier = async (
  { network }: Classifier,
  params: Tensors,
  statistics: Tensors,
  images: Images,
  normalization: Normalization,
  range: ClassRange,
): Promise<Values> => {
  const sums: tf.Tensor[] = []
  for (const batch of batchesOf(images, { size: evaluationBatch, normalization }))
    sums.push(
      ...tf.tidy(() => {
        const { x, labels } = tensorsOf(batch, images, range)
        const pass = { training: false, seed: 0 }
        const logits = headOf(network.apply({ params, statistics, pass }, x).output, range)
        return sumsOf(logits, labels)
      }),
    )
  const read = await readScalars(sums)
  const names = ['accuracy', 'loss', ...(range.count < manyClasses ? [] : ['top5'])]
  return Object.fromEntries(
    names.map((name, at) => {
      const own = read.filter((_, i) => i % names.length === at)
      return [name, own.reduce((a, b) => a + b, 0) / images.count]
    }),
  )
}

/** The running statistics of a network before training. */
export const firstStatistics = ({ network }: Classifier): Tensors =>
  initialize(network.statistics, 0)
