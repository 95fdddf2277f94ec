import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as S from 'fp-ts/lib/string.js'
import { tasks } from '../tasks/index.js'
import type { Task } from '../tasks/Task.js'
import { contenderOf } from './contenderOf.js'
import { oneOf } from './nearest.js'
import type { Settings } from './Settings.js'

/** Options as the parser hands them over. */
export interface RawOptions {
  readonly task?: readonly string[]
  readonly optimizer?: readonly string[]
  readonly seeds?: string
  readonly jobs: string
  readonly backend?: string
  readonly preset: string
  readonly out: string
  readonly quiet?: boolean
  readonly json?: boolean
  readonly reportOnly?: boolean
}

const split = (list: readonly string[]) => list.flatMap((item) => item.split(',')).filter(Boolean)

const taskNamed = (given: string): E.Either<string, Task> =>
  E.fromNullable(
    `--task: ${oneOf(
      tasks.map(({ name }) => name),
      given,
    )}`,
  )(tasks.find(({ name }) => name === given))

const presets = ['quick', 'default', 'full'] as const

const presetOf = (given: string): E.Either<string, (typeof presets)[number]> =>
  E.fromNullable(`--preset: ${oneOf(presets, given)}`)(presets.find((name) => name === given))

const backends = ['wasm', 'cpu']

const backendOf = (given: string | undefined): E.Either<string, string | undefined> =>
  given === undefined || backends.includes(given)
    ? E.right(given)
    : E.left(`--backend: ${oneOf(backends, given)}`)

const countOf = (option: string, given: string): E.Either<string, number> => {
  const count = Number(given)
  return Number.isSafeInteger(count) && count >= 1
    ? E.right(count)
    : E.left(`--${option}: must be a whole number >= 1, got '${given}'`)
}

const seedsOf = (given: string | undefined): E.Either<string, number | undefined> =>
  given === undefined ? E.right(undefined) : countOf('seeds', given)

/** Decodes the options; on the left is one line. */
export const settingsOf = (raw: RawOptions): E.Either<string, Settings> =>
  pipe(
    E.Do,
    E.bind('tasks', () =>
      raw.task === undefined
        ? E.right<string, readonly Task[]>(tasks)
        : E.traverseArray(taskNamed)(RA.uniq(S.Eq)(split(raw.task))),
    ),
    E.bind('preset', () => presetOf(raw.preset)),
    E.bind('backend', () => backendOf(raw.backend)),
    E.bind('seeds', () => seedsOf(raw.seeds)),
    E.bind('jobs', () => countOf('jobs', raw.jobs)),
    E.bind('contenders', () =>
      raw.optimizer === undefined
        ? E.right(undefined)
        : E.traverseArray(contenderOf)(split(raw.optimizer)),
    ),
    E.map(({ tasks, preset, backend, seeds, jobs, contenders }) => ({
      tasks,
      preset,
      jobs,
      ...(backend === undefined ? {} : { backend }),
      ...(seeds === undefined ? {} : { seeds }),
      ...(contenders === undefined ? {} : { contenders }),
      out: raw.out,
      quiet: raw.quiet === true,
      json: raw.json === true,
      reportOnly: raw.reportOnly === true,
    })),
  )
