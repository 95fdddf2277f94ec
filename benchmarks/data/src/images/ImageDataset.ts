import type { Images } from './Images.js'
import type { Normalization } from './Normalization.js'

/** A data set of images with its official split. */
export interface ImageDataset {
  /** Names the data in every table; a stand-in has an id of its own. */
  readonly id: string
  readonly title: string
  readonly classes: number
  readonly normalization: Normalization
  readonly train: Images
  readonly test: Images
}
