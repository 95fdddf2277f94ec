import { readFileSync } from 'node:fs'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { decodedAs } from './decodedAs.js'
import { Closure, GivenGradients, SurfaceValues } from './ReferenceFile.js'
import { replaySurfaces } from './replaySurfaces.js'
import { replayTrajectory } from './replayTrajectory.js'

const kinds: ReadonlyMap<string, (json: unknown) => number> = new Map([
  ['given-gradients', (json) => replayTrajectory(decodedAs('file', GivenGradients, json))],
  ['closure', (json) => replayTrajectory(decodedAs('file', Closure, json))],
  ['surfaces', (json) => replaySurfaces(decodedAs('file', SurfaceValues, json))],
])
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/**
 * Replays one parsed file: the worst deviation over its tolerance, or why it cannot be replayed.
 */
export const replayJson = (json: unknown): E.Either<string, number> =>
  E.tryCatch(() => {
    const { kind } = decodedAs('file', t.type({ kind: t.string }), json)
    const replay = kinds.get(kind)
    if (replay === undefined)
      throw new RangeError(
        `file: kind must be one of ${[...kinds.keys()].join(', ')}, got '${kind}'`,
      )
    return replay(json)
  }, messageOf)

/** Replays one file of reference data. */
export const replayFile = (path: string): E.Either<string, number> =>
  E.flatten(E.tryCatch(() => replayJson(JSON.parse(readFileSync(path, 'utf8'))), messageOf))
