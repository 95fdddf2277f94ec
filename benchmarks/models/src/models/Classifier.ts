import type { Layer } from '../layers/Layer.js'

/** A network that maps images [batch, height, width, channels] to logits [batch, classes]. */
export interface Classifier {
  readonly name: string
  readonly classes: number
  /** Height, width and channels of the images. */
  readonly image: readonly [number, number, number]
  /** Share of the old value in a step of the running statistics. */
  readonly decay: number
  readonly network: Layer
}
