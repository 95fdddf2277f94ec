import { readFileSync } from 'node:fs'

/**
 * The bytes of a file of text.
 *
 * @throws Error that names the data set and the file if it cannot be read.
 */
export const readText = (who: string, path: string): Buffer => {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new Error(
      `${who}: ${path} must be a readable text file, got ${(error as Error).message}; replace it`,
    )
  }
}
