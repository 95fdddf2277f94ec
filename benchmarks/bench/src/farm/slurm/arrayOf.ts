import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { SlurmArray } from './SlurmArray.js'

/** The options of `bench slurm` as parsed by commander. */
export interface RawSlurmOptions {
  readonly array: string
  readonly name: string
  readonly time: string
  readonly cpus: string
  readonly memory?: string
  readonly partition?: string
  readonly sbatch?: readonly string[]
  readonly setup?: readonly string[]
  readonly grace: string
  readonly restarts: string
  readonly dryRun?: boolean
}

const matching =
  (option: string, form: RegExp, what: string) =>
  (given: string): E.Either<string, string> =>
    form.test(given) ? E.right(given) : E.left(`--${option}: must be ${what}, got '${given}'`)

const optional = (
  given: string | undefined,
  decode: (given: string) => E.Either<string, string>,
): E.Either<string, string | undefined> => (given === undefined ? E.right(given) : decode(given))

const integerOf = (option: string, given: string, least: 0 | 1): E.Either<string, number> =>
  /^\d{1,9}$/.test(given) && Number(given) >= least
    ? E.right(Number(given))
    : E.left(
        `--${option}: must be a ${least === 0 ? 'non-negative' : 'positive'} integer, got '${given}'`,
      )

const sizeOf = (given: string): E.Either<string, Pick<SlurmArray, 'tasks' | 'atOnce'>> => {
  const [, tasks, atOnce] = /^([1-9]\d{0,6})(?:%([1-9]\d{0,6}))?$/.exec(given) ?? []
  return tasks === undefined
    ? E.left(`--array: must be n or n%k, n tasks of which k run at once, got '${given}'`)
    : E.right({
        tasks: Number(tasks),
        ...(atOnce === undefined ? {} : { atOnce: Number(atOnce) }),
      })
}

const time = matching(
  'time',
  /^(\d+-)?\d+(:\d\d){0,2}$/,
  'a time limit of sbatch, as minutes, hours:minutes:seconds or days-hours',
)
const memory = matching('memory', /^\d+[KMGT]?$/, 'an integer with K, M, G or T, as 4G')
const partition = matching('partition', /^[\w.,-]+$/, 'the name of a partition')
const name = matching('name', /^[\w.-]+$/, 'letters, digits, dots and dashes')
const option = matching('sbatch', /^-[^\n\r]+$/, 'one option of sbatch, as --account=physics')
const line = matching('setup', /^[^\n\r]+$/, 'one line of bash')

/** Decodes the options of a job array; on the left one line says what is wrong. */
export const arrayOf = (raw: RawSlurmOptions): E.Either<string, SlurmArray> =>
  pipe(
    E.Do,
    E.bind('size', () => sizeOf(raw.array)),
    E.bind('name', () => name(raw.name)),
    E.bind('time', () => time(raw.time)),
    E.bind('cpus', () => integerOf('cpus', raw.cpus, 1)),
    E.bind('memory', () => optional(raw.memory, memory)),
    E.bind('partition', () => optional(raw.partition, partition)),
    E.bind('options', () => E.traverseArray(option)(raw.sbatch ?? [])),
    E.bind('setup', () => E.traverseArray(line)(raw.setup ?? [])),
    E.bind('grace', () => integerOf('grace', raw.grace, 1)),
    E.bind('restarts', () => integerOf('restarts', raw.restarts, 0)),
    E.map(({ size, memory: needed, partition: chosen, ...rest }) => ({
      ...rest,
      ...size,
      ...(needed === undefined ? {} : { memory: needed }),
      ...(chosen === undefined ? {} : { partition: chosen }),
    })),
  )
