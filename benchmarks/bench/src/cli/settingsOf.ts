import { canonicalJson, decodeShard, type Shard } from '@momenta/bench-results'
import { oneOf } from '@momenta/options'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import { gridContenders } from '../methods/contenders.js'
import { type PresetName, presetNames } from '../tasks/Choice.js'
import type { Contender } from '../tasks/Contender.js'
import { tasks } from '../tasks/index.js'
import type { StoredTask } from '../tasks/StoredTask.js'
import { contenderOf } from './contenderOf.js'
import { backendOf, itemsOf, minutesOf, optionalCount, processesOf } from './optionValues.js'
import type { Settings } from './Settings.js'

/** The options as parsed by commander. */
export interface RawOptions {
  readonly task?: readonly string[]
  readonly optimizer?: readonly string[]
  readonly seeds?: string
  readonly search?: string
  readonly jobs?: string
  readonly minutes: string
  readonly monitor?: boolean
  readonly backend?: string
  readonly preset: string
  readonly out: string
  readonly shard?: string
  readonly quiet?: boolean
  readonly json?: boolean
  readonly reportOnly?: boolean
  readonly list?: boolean
}

const contendersOf = (given: readonly string[]): E.Either<string, readonly Contender[]> =>
  pipe(
    itemsOf('optimizer', given),
    E.chain(E.traverseArray(contenderOf)),
    // an optimizer may be given twice: names ignore case, and two paths may be one file
    E.map(RA.uniq({ equals: (a: Contender, b) => canonicalJson(a) === canonicalJson(b) })),
    E.chain((chosen) => {
      const names = chosen.map(({ name }) => name)
      const twice = names.find((name, i) => names.indexOf(name) !== i)
      return twice === undefined
        ? E.right(chosen)
        : E.left(`--optimizer: must have distinct names, got '${twice}' twice; rename a file`)
    }),
  )

const folderOf = (given: string): E.Either<string, string> =>
  given === '' ? E.left("--out: must name a folder, got ''") : E.right(given)

const taskNamed = (given: string): E.Either<string, StoredTask> =>
  E.fromNullable(
    `--task: ${oneOf(
      tasks.map(({ name }) => name),
      given,
    )}`,
  )(tasks.find(({ name }) => name === given))

const presetOf = (given: string): E.Either<string, PresetName> =>
  E.fromNullable(`--preset: ${oneOf(presetNames, given)}`)(
    presetNames.find((name) => name === given),
  )

const everyPreset: readonly PresetName[] = ['smoke', 'quick', 'default', 'full']

/** The tasks of a preset. */
const tasksOf = (preset: PresetName): readonly StoredTask[] =>
  tasks.filter(({ presets = everyPreset }) => presets.includes(preset))

const shardOf = ({ shard, reportOnly }: RawOptions): E.Either<string, Shard | undefined> => {
  if (shard === undefined) return E.right(undefined)
  return reportOnly
    ? E.left('--shard: must be without --report-only, which reads the results of all shards')
    : pipe(
        decodeShard(shard),
        E.mapLeft((message) => `--shard: ${message}`),
      )
}

/** Decodes the options; on the left one line says what is wrong. */
export const settingsOf = (raw: RawOptions): E.Either<string, Settings> =>
  pipe(
    E.Do,
    E.bind('preset', () => presetOf(raw.preset)),
    E.bind('tasks', ({ preset }) =>
      raw.task === undefined
        ? E.right<string, readonly StoredTask[]>(tasksOf(preset))
        : pipe(itemsOf('task', raw.task), E.chain(E.traverseArray(taskNamed))),
    ),
    E.bind('backend', () => backendOf(raw.backend)),
    E.bind('seeds', () => optionalCount('seeds', raw.seeds)),
    E.bind('search', () => optionalCount('search', raw.search)),
    E.bind('processes', ({ backend }) => processesOf(raw.jobs, backend)),
    E.bind('minutes', () => minutesOf(raw.minutes)),
    E.bind('contenders', ({ preset }) =>
      raw.optimizer === undefined
        ? E.right<string, readonly Contender[] | undefined>(
            preset === 'smoke' ? gridContenders : undefined,
          )
        : contendersOf(raw.optimizer),
    ),
    E.bind('out', () => folderOf(raw.out)),
    E.bind('shard', () => shardOf(raw)),
    E.map(
      ({ tasks, preset, backend, seeds, search, processes, minutes, contenders, out, shard }) => ({
        tasks,
        preset,
        processes,
        minutes,
        ...(backend === undefined ? {} : { backend }),
        ...(seeds === undefined ? {} : { seeds }),
        ...(search === undefined ? {} : { search }),
        ...(contenders === undefined ? {} : { contenders }),
        ...(shard === undefined ? {} : { shard }),
        out,
        quiet: raw.quiet === true,
        monitor: raw.monitor === true,
        json: raw.json === true,
        reportOnly: raw.reportOnly === true,
      }),
    ),
  )
