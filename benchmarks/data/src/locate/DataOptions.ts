/** Where to look for data. */
export interface DataOptions {
  /** The folder that holds the files; nothing else is searched. */
  readonly root?: string
  /** Environment variables. Default `process.env`. */
  readonly environment?: { readonly [name: string]: string | undefined }
}
