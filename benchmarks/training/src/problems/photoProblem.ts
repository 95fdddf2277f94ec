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
import type { Problem } from './Problem.js'
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

/** Decodes photos of some indices. Files that do not decode are left out; each is named once. */
const photoDecoder = (name: string, size: number, note: (line: string) => void) => {
  const broken = new Set<string>()
  return async (
    files: ImageFiles,
    indices: ArrayLike<number>,
    regionOf: PictureOptions['regionOf'],
  ): Promise<Images> => {
    const decode = await imageDecoder()
    const options = { decode, size, regionOf, broken: 'skip' } as const
    const { images, skipped } = await loadPictures(files, indices, options)
    for (const path of skipped.filter((one) => !broken.has(one))) {
      broken.add(path)
      note(`${name}: ${path} does not decode and is left out (${broken.size} so far)`)
    }
    if (images.count === 0)
      throw new Error(
        `${name}: a batch must have a photo that decodes, and all ${indices.length} are damaged; replace ${skipped[0]}`,
      )
    return images
  }
}

/**
 * Photos of ImageNet: a random region and its mirror image in training, the centre in evaluation.
 * Photos that do not decode are left out; `unreadable` counts those of the held-out ones.
 *
 * @param note - Called with a line for each photo that does not decode.
 */
export const photoProblem = (task: PhotoTask, note: (line: string) => void): Problem => {
  const { classes, normalization, train, test } = loaders[task.data]()
  const { size, batch } = task
  const classifier = classifierOf(task.model, classes.length)
  const range = allClasses(classifier)
  const steps = Math.floor(train.paths.length / batch)
  const decode = photoDecoder(task.name, size, note)
  return {
    parameters: classifier.network.parameters,
    metric: { name: 'accuracy', better: 'higher' },
    stepsIn: () => steps,
    async *batches(seed, epoch, skip) {
      const order = shuffle(seedOf(seed, epoch, 0), train.paths.length)
      for (let step = skip; step < steps; step++) {
        const random = randomOf(seedOf(seed, epoch, step + 1))
        const indices = order.subarray(step * batch, (step + 1) * batch)
        const images = await decode(train, indices, (photo) => randomResizedCrop(photo, random))
        const options = { size: batch, normalization, seed, epoch, augmentation: { flip: true } }
        const [filled] = batchesOf(images, options) as Iterable<ImageBatch>
        yield classificationBatch(classifier, images, filled as ImageBatch, range)
      }
    },
    start: () => firstStatistics(classifier),
    restarts: false,
    carry: runningStatistics(classifier.decay),
    evaluate: async (params, statistics) => {
      const sums = new Map<string, number>()
      let measured = 0
      const { length } = test.paths
      for (let from = 0; from < length; from += evaluationPhotos) {
        const count = Math.min(evaluationPhotos, length - from)
        const indices = Array.from({ length: count }, (_, i) => from + i)
        const images = await decode(test, indices, (photo) =>
          centreCrop(photo, Math.round((size * 8) / 7), size),
        )
        const part = await measureClassifier(
          classifier,
          params,
          statistics,
          images,
          normalization,
          range,
        )
        for (const [name, mean] of Object.entries(part))
          sums.set(name, (sums.get(name) ?? 0) + mean * images.count)
        measured += images.count
      }
      const unreadable = length - measured
      const means = [...sums].map(([name, sum]) => [name, sum / measured] as const)
      return { ...Object.fromEntries(means), unreadable }
    },
  }
}
