import type { Augmentation } from '@momenta/bench-data'

/** From an epoch on (counted from 0) the learning rate is multiplied by the factor. */
export interface LearningRateDrop {
  readonly epoch: number
  readonly factor: number
}

/**
 * The images that the metric is measured on: the official test set, or a part of the training set.
 */
export type HeldOut = { readonly from: 'test' } | { readonly from: 'train'; readonly count: number }

interface Common {
  /** Names the task on the command line. */
  readonly name: string
  readonly title: string
  /** The part of the paper that it repeats, or what it is a stand-in for. */
  readonly source: string
  readonly epochs: number
  readonly batch: number
  /** The rate of Adam at which all methods are compared without tuning. */
  readonly learningRate: number
  readonly drops: readonly LearningRateDrop[]
  /** The bound of the norm of the gradient. Default none. */
  readonly clipNorm?: number
  readonly weightDecay?: number
  /** Evaluates the exponential moving average of the parameters with this decay. Default none. */
  readonly averaging?: number
  /**
   * The task from which it differs in one thing, for comparison: Adam and Adam+CM alone run
   * on it.
   */
  readonly variantOf?: string
  /** Seconds on one core that Adam needs for it, to order and to project. */
  readonly cost: number
}

/** A classifier by name, with its options. */
export type ClassifierChoice =
  | { readonly name: 'perceptron'; readonly hidden: readonly number[] }
  | { readonly name: 'smallConvnet'; readonly widths?: readonly [number, number] }
  | { readonly name: 'resnet'; readonly depth: 8 | 18 | 34; readonly width?: number }
  | { readonly name: 'wideResnet'; readonly depth: number; readonly widening: number }
  | { readonly name: 'efficientNetB0'; readonly size?: number }

/** Data sets of labelled images that fit into memory. */
type ImageData =
  | 'mnist'
  | 'mnist-32-rgb'
  | 'fashion-mnist'
  | 'cifar10'
  | 'cifar10-jpeg'
  | 'cifar100'

/** Image classification. */
export interface ImageTask extends Common {
  readonly kind: 'images'
  readonly data: ImageData
  readonly model: ClassifierChoice
  readonly augmentation: Augmentation
  readonly heldOut: HeldOut
  /** Uses so many training images. Default all. */
  readonly images?: number
}

/** Language modelling with a recurrent network, whose state is carried through an epoch. */
export interface TextTask extends Common {
  readonly kind: 'text'
  readonly data: 'brown' | 'ptb'
  readonly embedding: number
  readonly hidden: number
  /** Steps of back-propagation through time. */
  readonly steps: number
  /** Uses so many tokens of each split. Default all. */
  readonly tokens?: number
}

/** Online learning: data sets or classes one after the other, one epoch each. */
export interface OnlineTask extends Common {
  readonly kind: 'online'
  readonly data: 'split-fashion-mnist' | 'split-mnist' | '5-datasets'
  readonly model: ClassifierChoice
  /** Uses so many training and test images of each part. Default all. */
  readonly images?: number
}

/** Classification of photos that are decoded when they are needed. */
export interface PhotoTask extends Common {
  readonly kind: 'photos'
  readonly data: 'imagenet' | 'tiny-imagenet'
  readonly model: ClassifierChoice
  /** Height and width in pixels. */
  readonly size: number
}

/** A task of training, as plain data: everything but the optimizer, the seed and the backend. */
export type TrainingTask = ImageTask | TextTask | OnlineTask | PhotoTask
