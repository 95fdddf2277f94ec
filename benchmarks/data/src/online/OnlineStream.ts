import type { Images } from '../images/Images.js'

/** One task of a stream; its labels are those of the whole stream. */
export interface OnlineTask {
  readonly name: string
  readonly train: Images
  readonly test: Images
  /** The classes that occur in it. */
  readonly classes: readonly number[]
}

/** Tasks that a model sees one after the other, each image once. */
export interface OnlineStream {
  readonly id: string
  readonly title: string
  /** Classes of all tasks together. */
  readonly classes: number
  readonly tasks: readonly OnlineTask[]
}
