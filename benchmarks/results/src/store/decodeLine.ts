import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as J from 'fp-ts/lib/Json.js'
import { ResultRecord } from './ResultRecord.js'

/** Decodes a line as a record of a version; on the left the reason why it is not one. */
export const decodeLine =
  (version: number) =>
  (line: string): E.Either<string, ResultRecord> =>
    pipe(
      J.parse(line),
      E.mapLeft(() => 'not JSON'),
      E.chain((json) =>
        pipe(
          ResultRecord.decode(json),
          E.mapLeft(() => 'not a record'),
        ),
      ),
      E.filterOrElse(
        ({ v }) => v === version,
        ({ v }) => `of version ${v}`,
      ),
    )
