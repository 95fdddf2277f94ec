const missing = new WeakSet<Error>()

/** An error for data that are not on the machine, unlike data that are damaged. */
export const missingData = (message: string): Error => {
  const error = new Error(message)
  missing.add(error)
  return error
}

/** Whether something thrown says that data are not on the machine. */
export const isMissingData = (error: unknown): boolean =>
  error instanceof Error && missing.has(error)
