/** A file of a data set. */
export interface DataFile {
  readonly name: string
  /** Of the uncompressed bytes: the same file is gzipped differently by its distributors. */
  readonly md5: string
}
