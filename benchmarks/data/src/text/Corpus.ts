/** A text as token ids, with its splits. */
export interface Corpus {
  /** Names the data in every table; a stand-in has an id of its own. */
  readonly id: string
  readonly title: string
  /** The word of each id. */
  readonly vocabulary: readonly string[]
  readonly train: Int32Array
  readonly validation: Int32Array
  readonly test: Int32Array
}
