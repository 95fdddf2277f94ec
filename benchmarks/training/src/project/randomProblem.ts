import type { Corpus, Images } from '@momenta/bench-data'
import { imageProblem } from '../problems/imageProblem.js'
import type { Problem } from '../problems/Problem.js'
import { textProblem } from '../problems/textProblem.js'
import type { TrainingTask } from '../tasks/TrainingTask.js'

/** What is published of a data set: the number of its classes and of its training images. */
const imageSets: {
  readonly [data: string]: { readonly classes: number; readonly images: number }
} = {
  mnist: { classes: 10, images: 60_000 },
  'fashion-mnist': { classes: 10, images: 60_000 },
  'split-fashion-mnist': { classes: 10, images: 60_000 },
  cifar10: { classes: 10, images: 50_000 },
  'cifar10-jpeg': { classes: 10, images: 10_000 },
  cifar100: { classes: 100, images: 50_000 },
  imagenet: { classes: 1000, images: 1_281_167 },
  'tiny-imagenet': { classes: 200, images: 100_000 },
  // CIFAR-10, MNIST, SVHN, nine tenths of notMNIST, Fashion-MNIST
  '5-datasets': { classes: 50, images: 50_000 + 60_000 + 73_257 + 16_851 + 60_000 },
}

/** Training tokens and words of a corpus. */
const texts = {
  ptb: { tokens: 929_589, words: 10_000 },
  brown: { tokens: 930_000, words: 10_000 },
} as const

/** A task on random data of the right shape. */
export interface RandomTask {
  readonly problem: Problem
  /** The steps of the task on its own data. */
  readonly steps: number
}

/** Bytes and labels that look random, the same each time. */
const randomBytes = (count: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, i) => (Math.imul(i + 1, 2_654_435_761) >>> 24) & 255)

const randomImages = (
  count: number,
  [height, width, channels]: readonly [number, number, number],
  classes: number,
): Images => ({
  ...{ count, height, width, channels, layout: 'hwc' },
  pixels: randomBytes(count * height * width * channels),
  labels: Uint16Array.from({ length: count }, (_, i) => (i * 7919) % classes),
})

const shapeOf = (task: Exclude<TrainingTask, { kind: 'text' }>): [number, number, number] => {
  if (task.kind === 'photos') return [task.size, task.size, 3]
  return task.model.name === 'smallConvnet' || task.model.name === 'perceptron'
    ? [28, 28, 1]
    : [32, 32, 3]
}

/** A task on random data with enough batches for so many steps. */
export const randomProblem = (task: TrainingTask, steps: number): RandomTask => {
  if (task.kind === 'text') {
    const { tokens, words } = texts[task.data]
    const some = Int32Array.from(
      { length: task.batch * (task.steps * steps + 1) },
      (_, i) => (i * 7919) % words,
    )
    const corpus: Corpus = {
      ...{ id: 'random', title: 'Random words', train: some, validation: some, test: some },
      vocabulary: Array.from({ length: words }, String),
    }
    const length = Math.floor(Math.min(tokens, task.tokens ?? tokens) / task.batch)
    return {
      problem: textProblem(task, corpus),
      steps: task.epochs * Math.ceil((length - 1) / task.steps),
    }
  }
  const { classes, images } = imageSets[task.data] ?? { classes: 10, images: 60_000 }
  const random = randomImages(task.batch * steps, shapeOf(task), classes)
  const held = task.kind === 'images' && task.heldOut.from === 'train' ? task.heldOut.count : 0
  const { images: used = images - held } = task.kind === 'photos' ? {} : task
  const { model, batch, epochs } = task
  return {
    problem: imageProblem(
      { model, batch, augmentation: {}, heldOut: { from: 'test' } },
      {
        ...{ id: 'random', title: 'Random pixels', classes, train: random, test: random },
        normalization: { mean: [0.5, 0.5, 0.5], deviation: [0.25, 0.25, 0.25] },
      },
    ),
    // an online task sees each part in one of its epochs
    steps: (task.kind === 'online' ? 1 : epochs) * Math.floor(used / batch),
  }
}
