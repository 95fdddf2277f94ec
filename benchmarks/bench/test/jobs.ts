import {
  type Contender,
  contenders,
  type Job,
  type JobContext,
  type Metric,
  type StoredFinished,
  type StoredTask,
  tasks,
} from '@momenta/bench'
import { canonicalJson } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'

/** Imports a module of the package that users do not need. */
export const inner = <T>(path: string): Promise<T> =>
  import(new URL(`../dist/${path}.js`, import.meta.url).href) as Promise<T>

const { methodOrder } =
  await inner<typeof import('../dist/methods/orderedMethods.js')>('methods/orderedMethods')

/** The order of a page with all optimizers. */
export const order = methodOrder(contenders.map(({ name }) => name))

/** The toy tasks. */
export const { toyTasks } = await inner<{ toyTasks: readonly StoredTask[] }>('toy/index')

/** A task by its name. */
export const taskNamed = (wanted: string): StoredTask => {
  const task = tasks.find(({ name }) => name === wanted)
  if (task === undefined) throw new Error(`no task ${wanted}`)
  return task
}

/** The context of a job that runs alone, without a checkpoint. */
export const alone: JobContext = {
  checkpoint: 'none',
  every: Number.POSITIVE_INFINITY,
  monitor: false,
  signal: new AbortController().signal,
  advance: () => {},
}

/** Runs a job; its outcome is written and read back. */
export const finish = async (job: Job): Promise<StoredFinished> => {
  const { run, read } = taskNamed(job.task)
  const metrics: Metric[] = []
  const ended = await run(job, (metric) => metrics.push(metric), alone)
  if (ended === undefined) throw new Error(`${job.label} stopped`)
  const { values, data } = ended
  const written = data === undefined ? {} : { data: JSON.parse(canonicalJson(data)) }
  const outcome = read({ values, ...written })
  if (E.isLeft(outcome)) throw new Error(outcome.left)
  return { job, metrics, ...outcome.right }
}

/** The contender of a job. */
export const contenderOf = ({ config }: Job): Contender => config.contender as unknown as Contender

const escapeJobs = taskNamed('escape-ratio').jobs({ preset: 'default' })

/** The job on equation (8) of a method and these options, with so many runs from each basin. */
export const onBasins = (
  wanted: { readonly [name: string]: unknown },
  method: string,
  runs = 20,
): Job => {
  const job = escapeJobs.find(
    (one) =>
      contenderOf(one).name === method &&
      Object.entries({ form: 'separable', capacity: 20, ...wanted }).every(
        ([name, value]) => one.config[name] === value,
      ),
  )
  if (job === undefined) throw new Error(`no job of ${method} with ${JSON.stringify(wanted)}`)
  return { ...job, config: { ...job.config, runs } }
}
