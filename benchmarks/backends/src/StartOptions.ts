/** Options of `startBackend`. */
export interface StartOptions {
  /** Whether the kernels for training are enabled. Default true. */
  readonly kernels?: boolean
  /** Whether TensorFlow uses oneDNN; false leaves the choice to it. Default true. */
  readonly oneDnn?: boolean
  /** Receives warnings, such as of an adapter in software. Default writes them to stderr. */
  readonly report?: (line: string) => void
}
