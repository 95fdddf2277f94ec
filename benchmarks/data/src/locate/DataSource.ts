import type { DataFile } from './DataFile.js'

/** A data set as files: which ones, where they may lie and how to obtain them. */
export interface DataSource {
  readonly id: string
  readonly title: string
  readonly files: readonly DataFile[]
  /** An npm package that contains them, and the folder inside it. */
  readonly npm?: { readonly name: string; readonly folder: string }
  /** Where a system package installs them. */
  readonly system?: string
  /** Ends the sentence "…; " of the error for a missing file: `install Debian's …`. */
  readonly obtain: string
}
