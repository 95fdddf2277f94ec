import {
  batchesOf,
  cifar10,
  datasetStream,
  fashionMnist,
  type ImageDataset,
  type Images,
  mnist,
  type Normalization,
  notMnist,
  type OnlineStream,
  selectImages,
  splitStream,
  svhn,
} from '@momenta/bench-data'
import type { OnlineTask } from '../tasks/TrainingTask.js'
import {
  type ClassRange,
  classificationBatch,
  firstStatistics,
  measureClassifier,
} from './classification.js'
import { classifierOf } from './classifierOf.js'
import type { Problem, Values } from './Problem.js'
import { runningStatistics } from './runningStatistics.js'

type Note = (line: string) => void

interface Loaded {
  readonly stream: OnlineStream
  readonly normalization: Normalization
}

/** Pixels in [0, 1], as the 5-dataset protocol has them. */
const unscaled: Normalization = { mean: [0, 0, 0], deviation: [1, 1, 1] }

const split = (dataset: ImageDataset): Loaded => ({
  stream: splitStream(dataset),
  normalization: dataset.normalization,
})

/** notMNIST, whose protocol skips the files that do not decode; they are counted and named. */
const letters = (note: Note): ImageDataset => {
  const { skipped, ...dataset } = notMnist()
  if (skipped.length > 0)
    note(`notmnist: left out ${skipped.length} files that do not decode: ${skipped.join(', ')}`)
  return dataset
}

const loaders: { readonly [name in OnlineTask['data']]: (note: Note) => Loaded } = {
  'split-fashion-mnist': () => split(fashionMnist()),
  'split-mnist': () => split(mnist()),
  '5-datasets': (note) => ({
    stream: datasetStream([cifar10(), mnist(), svhn(), letters(note), fashionMnist()]),
    normalization: unscaled,
  }),
}

const firstOf = (images: Images, count: number | undefined): Images =>
  count === undefined || count >= images.count
    ? images
    : selectImages(
        images,
        Array.from({ length: count }, (_, i) => i),
      )

const rangeOf = (classes: readonly number[]): ClassRange => ({
  first: classes[0] as number,
  count: classes.length,
})

/**
 * Online learning with its stream: epoch k is task k, which is seen once. Each task has a head of
 * its own (the logits of its classes). The values are the accuracies on all tasks seen so far
 * (`task0`, …) and their mean.
 *
 * @param note - Called with a line that names the images that do not decode.
 */
export const onlineProblem = (task: OnlineTask, note: Note): Problem => {
  const { stream, normalization } = loaders[task.data](note)
  const classifier = classifierOf(task.model, stream.classes)
  const parts = stream.tasks.map(({ train, test, classes }) => ({
    train: firstOf(train, task.images),
    test: firstOf(test, task.images),
    range: rangeOf(classes),
  }))
  const partAt = (epoch: number) => parts[epoch] as (typeof parts)[number]
  if (task.epochs !== parts.length)
    throw new RangeError(
      `${task.name}: epochs must be ${parts.length}, the number of tasks of the stream, got ${task.epochs}`,
    )
  return {
    parameters: classifier.network.parameters,
    metric: { name: 'accuracy', better: 'higher' },
    stepsIn: (epoch) => Math.floor(partAt(epoch).train.count / task.batch),
    *batches(seed, epoch, skip) {
      const { train, range } = partAt(epoch)
      const options = { size: task.batch, normalization, seed, epoch, dropLast: true, skip }
      for (const batch of batchesOf(train, options))
        yield classificationBatch(classifier, train, batch, range)
    },
    start: () => firstStatistics(classifier),
    restarts: false,
    carry: runningStatistics(classifier.decay),
    evaluate: async (params, statistics, epoch): Promise<Values> => {
      const accuracies: number[] = []
      for (const { test, range } of parts.slice(0, epoch + 1)) {
        const { accuracy } = await measureClassifier(
          classifier,
          params,
          statistics,
          test,
          normalization,
          range,
        )
        accuracies.push(accuracy as number)
      }
      return {
        accuracy: accuracies.reduce((sum, one) => sum + one, 0) / accuracies.length,
        ...Object.fromEntries(accuracies.map((one, i) => [`task${i}`, one])),
      }
    },
  }
}
