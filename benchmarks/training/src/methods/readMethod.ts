import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { oneLine } from '@momenta/bench-results'
import { decodeOptimizer } from '@momenta/optimizers'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Method } from './methods.js'

const messageOf = (error: unknown): string =>
  oneLine(error instanceof Error ? error.message : String(error))

/** An optimizer as JSON in a file, named like it; on the left one line says what is wrong. */
export const readMethod = (path: string): E.Either<string, Method> =>
  pipe(
    E.tryCatch(
      () => readFileSync(path, 'utf8'),
      (error) => `${path}: must be a file that can be read, ${messageOf(error)}`,
    ),
    E.chain((text) =>
      E.tryCatch(
        () => JSON.parse(text) as unknown,
        (error) => `${path}: must be JSON, ${messageOf(error)}`,
      ),
    ),
    E.chain((json) =>
      pipe(
        decodeOptimizer(json),
        E.mapLeft((errors) => `${path}: ${errors.join('; ')}`),
      ),
    ),
    E.map((spec) => ({ name: basename(path, '.json'), spec })),
  )
