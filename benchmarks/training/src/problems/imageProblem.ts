import {
  batchesOf,
  cifar10,
  cifar10Jpeg,
  cifar100,
  fashionMnist,
  fitImages,
  type ImageDataset,
  type Images,
  mnist,
  selectImages,
  shuffle,
} from '@momenta/bench-data'
import type { ImageTask } from '../tasks/TrainingTask.js'
import {
  allClasses,
  classificationBatch,
  firstStatistics,
  measureClassifier,
} from './classification.js'
import { classifierOf } from './classifierOf.js'
import type { Problem } from './Problem.js'
import { runningStatistics } from './runningStatistics.js'

/** A thousand digits in the middle of 32 × 32 pixels, grey as three equal channels. */
const mnist32 = (): ImageDataset => {
  const { normalization, train, test, ...rest } = mnist()
  const some = Array.from({ length: 1000 }, (_, i) => i)
  const fit = (images: Images) =>
    fitImages(selectImages(images, some), { size: 32, channels: 3, how: 'pad' })
  const three = ([grey]: readonly number[]) => Array.from({ length: 3 }, () => grey as number)
  return {
    ...rest,
    normalization: { mean: three(normalization.mean), deviation: three(normalization.deviation) },
    train: fit(train),
    test: fit(test),
  }
}

const loaders: { readonly [name in ImageTask['data']]: () => ImageDataset } = {
  mnist,
  'mnist-32-rgb': mnist32,
  'fashion-mnist': fashionMnist,
  cifar10,
  'cifar10-jpeg': cifar10Jpeg,
  cifar100,
}

/** Splits training data into held-out images and others; the same for every seed of a run. */
export const splitImages = (
  { train, test }: Pick<ImageDataset, 'train' | 'test'>,
  { heldOut, images }: Pick<ImageTask, 'heldOut' | 'images'>,
): { readonly train: Images; readonly heldOut: Images } => {
  const order = shuffle(0, train.count)
  const held = heldOut.from === 'train' ? heldOut.count : 0
  if (held >= train.count)
    throw new RangeError(`splitImages: must hold out fewer than ${train.count} images, got ${held}`)
  const kept = order.subarray(held, images === undefined ? train.count : held + images)
  return {
    train: kept.length === train.count ? train : selectImages(train, kept),
    heldOut: heldOut.from === 'test' ? test : selectImages(train, order.subarray(0, held)),
  }
}

/** The part of a task that its problem depends on. */
type ImageChoice = Pick<ImageTask, 'model' | 'batch' | 'augmentation' | 'heldOut' | 'images'>

/** The data of a task. */
export const imageDataset = ({ data }: ImageTask): ImageDataset => loaders[data]()

/** Image classification on a data set. */
export const imageProblem = (task: ImageChoice, dataset: ImageDataset): Problem => {
  const { normalization } = dataset
  const { train, heldOut } = splitImages(dataset, task)
  const classifier = classifierOf(task.model, dataset.classes)
  const range = allClasses(classifier)
  const { batch: size, augmentation } = task
  return {
    parameters: classifier.network.parameters,
    metric: { name: 'accuracy', better: 'higher' },
    stepsIn: () => Math.floor(train.count / size),
    *batches(seed, epoch, skip) {
      const options = { size, normalization, seed, epoch, augmentation, dropLast: true, skip }
      for (const batch of batchesOf(train, options))
        yield classificationBatch(classifier, train, batch, range)
    },
    start: () => firstStatistics(classifier),
    restarts: false,
    carry: runningStatistics(classifier.decay),
    evaluate: (params, statistics) =>
      measureClassifier(classifier, params, statistics, heldOut, normalization, range),
  }
}
