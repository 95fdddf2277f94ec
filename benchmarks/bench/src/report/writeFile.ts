import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'

const codeOf = (error: unknown): string =>
  error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error)

/**
 * Writes a file atomically (to a temporary file first); on the left one line says why it failed.
 */
export const writeFile = (path: string, text: string): E.Either<string, void> => {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(temporary, text)
    renameSync(temporary, path)
    return E.right(undefined)
  } catch (error) {
    // rmSync throws if the folder is not a folder
    if (existsSync(temporary)) rmSync(temporary)
    return E.left(
      `${path} must be a writable file, got ${codeOf(error)}; the results are kept: make it writable and run again with --report-only`,
    )
  }
}
