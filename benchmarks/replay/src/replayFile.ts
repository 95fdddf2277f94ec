import { readFileSync } from 'node:fs'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { decodedAs } from './decodedAs.js'
import { Closure, GivenGradients, SurfaceValues } from './ReferenceFile.js'
import { replayFloat32 } from './replayFloat32.js'
import { replayFloat64 } from './replayFloat64.js'
import { replaySurfaces } from './replaySurfaces.js'

const trajectory = (file: t.TypeOf<typeof GivenGradients> | t.TypeOf<typeof Closure>): number =>
  file.dtype === 'float32' ? replayFloat32(file) : replayFloat64(file)

const kinds: { readonly [kind: string]: (json: unknown) => number } = {
  'given-gradients': (json) => trajectory(decodedAs('file', GivenGradients, json)),
  closure: (json) => trajectory(decodedAs('file', Closure, json)),
  surfaces: (json) => replaySurfaces(decodedAs('file', SurfaceValues, json)),
}

/** Replays one parsed file: the worst deviation over its tolerance, or why it cannot be replayed. */
export const replayJson = (json: unknown): E.Either<string, number> =>
  E.tryCatch(
    () => {
      const { kind } = decodedAs('file', t.type({ kind: t.string }), json)
      const replay = kinds[kind]
      if (replay === undefined)
        throw new RangeError(
          `file: kind must be one of ${Object.keys(kinds).join(', ')}, got '${kind}'`,
        )
      return replay(json)
    },
    (error) => (error instanceof Error ? error.message : String(error)),
  )

/** Replays one file of reference data. */
export const replayFile = (path: string): E.Either<string, number> =>
  E.flatten(
    E.tryCatch(
      () => replayJson(JSON.parse(readFileSync(path, 'utf8'))),
      (error) => (error instanceof Error ? error.message : String(error)),
    ),
  )
