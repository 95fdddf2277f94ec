import { existsSync } from 'node:fs'
import { readMethod } from '@momenta/bench-training'
import { didYouMean, show } from '@momenta/options'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { contenders } from '../methods/contenders.js'
import type { Contender } from '../tasks/Contender.js'

const names = contenders.map(({ name }) => name)

/** Without what names may differ in; the schedule-free optimizer is that of AdamW. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('+', '')
    .replace(/^schedulefree(?!adamw|sgd)/, 'schedulefreeadamw')

/** An optimizer by name, as `muon+CM` or `muonCM`, or from a JSON file. */
export const contenderOf = (given: string): E.Either<string, Contender> => {
  const known = contenders.find(({ name }) => plain(name) === plain(given))
  if (known !== undefined) return E.right(known)
  if (!given.endsWith('.json') && !existsSync(given))
    return E.left(
      `--optimizer: must be a name of --list or a JSON file, got ${show(given)}${didYouMean(names, given)}`,
    )
  return pipe(
    readMethod(given),
    E.mapLeft((message) => `--optimizer ${message}`),
  )
}
