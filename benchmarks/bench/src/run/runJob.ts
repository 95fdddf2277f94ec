import { type Entry, type FailureScope, scopeOf } from '@momenta/bench-results'
import { removeCheckpoint } from '@momenta/bench-training'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Job } from '../tasks/Job.js'
import type { JobContext } from '../tasks/JobContext.js'
import type { StoredOutcome } from '../tasks/StoredTask.js'
import type { JobRunner } from './JobRunner.js'
import { messageOf } from './messageOf.js'
import { jobKey, unitOf } from './unitOf.js'

/** Why a job failed, and what cannot continue. */
export interface Failure {
  readonly message: string
  readonly scope: FailureScope
}

/**
 * Does a job and writes its outcome.
 *
 * @param known - The steps whose metrics are in the results, where a job continues.
 * @returns On the left why a job failed; undefined if it was stopped.
 */
export const runJob = async (
  runner: JobRunner,
  job: Job,
  append: (entry: Entry) => void,
  known: ReadonlySet<number>,
  context: JobContext,
): Promise<E.Either<Failure, StoredOutcome | undefined>> => {
  const key = jobKey(job)
  append({ kind: 'start', key, unit: unitOf(job) })
  const outcome = await TE.tryCatch(
    () =>
      runner.run(
        job,
        ({ step, values }) => {
          if (!known.has(step)) append({ kind: 'metric', key, step, values })
        },
        context,
      ),
    (error): Failure => ({ message: messageOf(error), scope: scopeOf(error) }),
  )()
  if (E.isLeft(outcome)) append({ kind: 'failed', key, message: outcome.left.message })
  else if (outcome.right !== undefined) {
    const { values, data } = outcome.right
    append({ kind: 'done', key, values, ...(data === undefined ? {} : { data }) })
    removeCheckpoint(context.checkpoint)
  }
  return outcome
}
