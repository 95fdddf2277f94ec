/** The options of {@link openStore}. */
export type StoreOptions = {
  /** the version of the format of the records; a folder of another version is an error */
  readonly version: number
  /**
   * `false` lets several processes append at the same time, each to its own file; `true` by default
   */
  readonly lock?: boolean
}
