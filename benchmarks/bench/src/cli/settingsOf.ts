import { canonicalJson } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as S from 'fp-ts/lib/string.js'
import { tasks } from '../tasks/index.js'
import type { Contender, Task } from '../tasks/Task.js'
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

/** The items of a list option, each once; an empty one is a slip of the keyboard. */
const itemsOf = (option: string, list: readonly string[]): E.Either<string, readonly string[]> => {
  const items = list.flatMap((item) => item.split(',')).map((item) => item.trim())
  return items.includes('')
    ? E.left(`--${option}: must be names with commas between, got '${list.join(',')}'`)
    : E.right(RA.uniq(S.Eq)(items))
}

const contendersOf = (given: readonly string[]): E.Either<string, readonly Contender[]> =>
  pipe(
    itemsOf('optimizer', given),
    E.chain(E.traverseArray(contenderOf)),
    // one optimizer may be named twice, by the case of its name or by two paths
    E.map(RA.uniq({ equals: (a: Contender, b) => canonicalJson(a) === canonicalJson(b) })),
    E.chain((chosen) => {
      const names = chosen.map(({ name }) => name)
      const twice = names.find((name, i) => names.indexOf(name) !== i)
      return twice === undefined
        ? E.right(chosen)
        : E.left(`--optimizer: must have names of their own, got two of '${twice}'; rename a file`)
    }),
  )

const folderOf = (given: string): E.Either<string, string> =>
  given === '' ? E.left("--out: must name a folder, got ''") : E.right(given)

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
        : pipe(itemsOf('task', raw.task), E.chain(E.traverseArray(taskNamed))),
    ),
    E.bind('preset', () => presetOf(raw.preset)),
    E.bind('backend', () => backendOf(raw.backend)),
    E.bind('seeds', () => seedsOf(raw.seeds)),
    E.bind('jobs', () => countOf('jobs', raw.jobs)),
    E.bind('contenders', () =>
      raw.optimizer === undefined
        ? E.right<string, readonly Contender[] | undefined>(undefined)
        : contendersOf(raw.optimizer),
    ),
    E.bind('out', () => folderOf(raw.out)),
    E.map(({ tasks, preset, backend, seeds, jobs, contenders, out }) => ({
      tasks,
      preset,
      jobs,
      ...(backend === undefined ? {} : { backend }),
      ...(seeds === undefined ? {} : { seeds }),
      ...(contenders === undefined ? {} : { contenders }),
      out,
      quiet: raw.quiet === true,
      json: raw.json === true,
      reportOnly: raw.reportOnly === true,
    })),
  )
