/** Throws a one-line error that names the function and the file. */
export const failWith = (who: string, path: string, does: string, error: unknown): never => {
  const reason = error instanceof Error ? error.message : String(error)
  const line = `${who}: cannot ${does} ${JSON.stringify(path)}: ${reason}`
  throw new Error(line.replaceAll(/\s+/g, ' '), { cause: error })
}
