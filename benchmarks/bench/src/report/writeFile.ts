import { writeAtomically } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'

const codeOf = (error: unknown): string =>
  error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error)

/** Writes a file atomically; on the left one line says why it failed. */
export const writeFile = (path: string, text: string): E.Either<string, void> =>
  E.tryCatch(
    () => writeAtomically(path, text),
    (error) =>
      `${path} must be a writable file, got ${codeOf(error)}; the results are kept: make it writable and run again with --report-only`,
  )
