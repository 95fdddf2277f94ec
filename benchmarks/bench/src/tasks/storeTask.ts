import type { Json } from '@momenta/optimizers'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as t from 'io-ts'
import type { Finished, Job } from './Job.js'
import { firstError, outcomeOf } from './outcomeOf.js'
import type { StoredFinished, StoredTask } from './StoredTask.js'
import type { Task } from './Task.js'

const decode = <A>(codec: t.Decoder<unknown, A>, input: unknown, name: string): A =>
  pipe(
    codec.decode(input),
    E.getOrElse((errors): A => {
      throw new Error(firstError(name)(errors))
    }),
  )

/** The finished jobs of a task, decoded. */
export const finishedOf = <Config, Data>(
  { name, config, data }: Task<Config, Data>,
  all: readonly StoredFinished[],
): readonly Finished<Config, Data>[] =>
  all
    .filter(({ job }) => job.task === name)
    .map((one) => ({
      ...one,
      job: { ...one.job, config: decode(config, one.job.config, 'config') },
      data: decode(data, one.data, 'data'),
    }))

/** A task for the runner: its codecs encode and decode configs and data. */
export const storeTask = <Config, Data>(task: Task<Config, Data>): StoredTask => {
  const { config, values, data, jobs, later, onAnyBackend, run, section, ...title } = task
  const encodeJob = (job: Job<Config>): Job => ({ ...job, config: config.encode(job.config) })
  const decodeJob = (job: Job): Job<Config> => ({
    ...job,
    config: decode(config, job.config, 'config'),
  })
  return {
    ...title,
    jobs: (choice) => jobs(choice).map(encodeJob),
    ...(later === undefined
      ? {}
      : { later: (choice, finished) => later(choice, finished).map(encodeJob) }),
    ...(onAnyBackend === undefined
      ? {}
      : { onAnyBackend: (job, finished) => encodeJob(onAnyBackend(decodeJob(job), finished)) }),
    run: async (job, report, context) => {
      const outcome = await run(decodeJob(job), report, context)
      if (outcome === undefined) return undefined
      const encoded = data.encode(outcome.data)
      return {
        values: outcome.values,
        // what a codec of JSON encodes is JSON
        ...(encoded === undefined ? {} : { data: encoded as Json }),
      }
    },
    read: outcomeOf(values, data),
    section: (finished, order) => section(finishedOf(task, finished), order),
  }
}
