import { availableParallelism } from 'node:os'
import { type BackendName, backendChoices, backends, isGpu } from '@momenta/bench-backends'
import { oneOf } from '@momenta/options'
import * as E from 'fp-ts/lib/Either.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as S from 'fp-ts/lib/string.js'

/** The distinct items of a list option; an empty item is an error. */
export const itemsOf = (
  option: string,
  list: readonly string[],
): E.Either<string, readonly string[]> => {
  const items = list.flatMap((item) => item.split(',')).map((item) => item.trim())
  return items.includes('')
    ? E.left(`--${option}: must be comma-separated names, got '${list.join(',')}'`)
    : E.right(RA.uniq(S.Eq)(items))
}

/** A backend by name; `auto` is replaced before. */
export const backendOf = (given: string | undefined): E.Either<string, BackendName | undefined> =>
  given === undefined
    ? E.right(undefined)
    : E.fromNullable(`--backend: ${oneOf(backendChoices, given)}`)(
        backends.find((name) => name === given),
      )

/** A positive integer of an option. */
const countOf = (option: string, given: string): E.Either<string, number> => {
  const count = Number(given)
  return /^\d+$/.test(given) && Number.isSafeInteger(count) && count >= 1
    ? E.right(count)
    : E.left(`--${option}: must be a positive integer, got '${given}'`)
}

/** A number of jobs at a time; by default 2, and 1 where jobs would share a graphics card. */
export const processesOf = (
  given: string | undefined,
  backend: BackendName | undefined,
): E.Either<string, number> =>
  given === undefined
    ? E.right(isGpu(backend) ? 1 : Math.min(2, availableParallelism()))
    : countOf('jobs', given)

/** A positive number of minutes. */
export const minutesOf = (given: string): E.Either<string, number> => {
  const minutes = Number(given)
  return minutes > 0 && Number.isFinite(minutes)
    ? E.right(minutes)
    : E.left(`--minutes: must be a positive number, got '${given}'`)
}

/** A positive integer of an option that may be absent. */
export const optionalCount = (
  option: string,
  given: string | undefined,
): E.Either<string, number | undefined> =>
  given === undefined ? E.right(undefined) : countOf(option, given)
