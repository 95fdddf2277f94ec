/** How {@link openStore} opens a folder. */
export type StoreOptions = {
  /** the version of the records' format: a folder of another version is refused */
  readonly version: number
  /** `false` lets several processes append at the same time, each to its own file; `true` by default */
  readonly lock?: boolean
}
