/** Labelled image files, decoded when they are needed. */
export interface ImageFiles {
  readonly paths: readonly string[]
  /** One class per file, from 0. */
  readonly labels: Uint16Array
}
