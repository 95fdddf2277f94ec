/** Throws the error of a backend that cannot be read synchronously. */
export const failRead = (needs: string, cause: unknown): never => {
  throw new Error(
    `step: this backend cannot be read synchronously, and the optimizer needs ${needs} (${String(cause)})`,
    { cause },
  )
}
