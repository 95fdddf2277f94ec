import {
  batchesOf,
  centreCrop,
  type ImageBatch,
  type ImageFiles,
  type Images,
  imageDecoder,
  imageNet,
  loadPictures,
  type PictureOptions,
  randomResizedCrop,
  shuffle,
  tinyImageNet,
} from '@momenta/bench-data'
import prand from 'pure-rand'
import type { PhotoTask } from '../tasks/TrainingTask.js'
import {
  allClasses,
  classificationBatch,
  firstStatistics,
  measureClassifier,
} from './classification.js'
import { classifierOf } from './classifierOf.js'
import type { Problem, Values } from './Problem.js'
import { runningStatistics } from './runningStatistics.js'
import { seedOf } from './seedOf.js'

const loaders = { imagenet: imageNet, 'tiny-imagenet': tinyImageNet }

/** Photos that are decoded at once in evaluation. */
const evaluationPhotos = 250

/** Numbers in [0, 1), a pure function of the seed. */
const randomOf = (seed: number): (() => number) => {
  const generator = prand.xoroshiro128plus(seed)
  return () => prand.unsafeUniformIntDistribution(0, 2 ** 32 - 1, generator) / 2 ** 32
}

/** Decoded photos of some indices. */
const decodePhotos = async (
  files: ImageFiles,
  indices: ArrayLike<number>,
  size: number,
  regionOf: PictureOptions['regionOf'],
): Promise<Images> => {
  const decode = await imageDecoder()
  return (await loadPictures(files, indices, { decode, size, regionOf })).images
}

/**
 * Photos of ImageNet: a random region and its mirror image in training, the centre in evaluation.
 */
export const photoProblem = (task: PhotoTask): Problem => {
  const { classes, normalization, train, test } = loaders[task.data]()
  const { size, batch } = task
  const classifier = classifierOf(task.model, classes.length)
  const range = allClasses(classifier)
  const steps = Math.floor(train.paths.length / batch)
  return {
    parameters: classifier.network.parameters,
    metric: { name: 'accuracy', better: 'higher' },
    stepsIn: () => steps,
    async *batches(seed, epoch, skip) {
      const order = shuffle(seedOf(seed, epoch, 0), train.paths.length)
      for (let step = skip; step < steps; step++) {
        const random = randomOf(seedOf(seed, epoch, step + 1))
        const indices = order.subarray(step * batch, (step + 1) * batch)
        const images = await decodePhotos(train, indices, size, (photo) =>
          randomResizedCrop(photo, random),
        )
        const options = { size: batch, normalization, seed, epoch, augmentation: { flip: true } }
        const [filled] = batchesOf(images, options) as Iterable<ImageBatch>
        yield classificationBatch(classifier, images, filled as ImageBatch, range)
      }
    },
    start: () => firstStatistics(classifier),
    restarts: false,
    carry: runningStatistics(classifier.decay),
    evaluate: async (params, statistics) => {
      let sums: Values = { accuracy: 0, loss: 0 }
      const { length } = test.paths
      for (let from = 0; from < length; from += evaluationPhotos) {
        const count = Math.min(evaluationPhotos, length - from)
        const indices = Array.from({ length: count }, (_, i) => from + i)
        const images = await decodePhotos(test, indices, size, (photo) =>
          centreCrop(photo, Math.round((size * 8) / 7), size),
        )
        const part = measureClassifier(classifier, params, statistics, images, normalization, range)
        sums = {
          accuracy: (sums.accuracy as number) + ((part.accuracy as number) * count) / length,
          loss: (sums.loss as number) + ((part.loss as number) * count) / length,
        }
      }
      return sums
    },
  }
}
