import type { Normalization } from '../images/Normalization.js'
import type { ImageFiles } from './ImageFiles.js'

/** A data set of image files. */
export interface ImageFolder {
  readonly id: string
  readonly title: string
  /** The name of each class: its folder, in sorted order. */
  readonly classes: readonly string[]
  readonly normalization: Normalization
  readonly train: ImageFiles
  readonly test: ImageFiles
}
