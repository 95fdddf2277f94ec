import type { Item } from '@momenta/bench-figures'
import type { Job } from '../tasks/Job.js'
import type { StoredFinished, StoredTask } from '../tasks/StoredTask.js'

/** What {@link whatWasRun} needs to know of a report. */
export interface Runs {
  readonly tasks: readonly StoredTask[]
  readonly jobs: readonly Job[]
  readonly finished: readonly StoredFinished[]
}

/** One line for each task with finished jobs, and one for all the others. */
export const whatWasRun = ({ tasks, jobs, finished }: Runs): readonly Item[] => {
  const counted = tasks.map((task) => ({
    task,
    done: finished.filter(({ job }) => job.task === task.name).length,
    all: jobs.filter((job) => job.task === task.name).length,
  }))
  const without = counted.filter(({ done }) => done === 0).map(({ task }) => task.name)
  return [
    ...counted
      .filter(({ done }) => done > 0)
      .map(({ task, done, all }) => ({
        text: `${task.title} (${task.source}): ${done === all ? `all ${all} jobs` : `${done} of ${all} jobs`}`,
        link: task.name,
      })),
    ...(without.length === 0
      ? []
      : [
          {
            text: `Not run: ${without.join(', ')}; npm run bench -- --task ${without.join(',')} with the same --out adds them.`,
          },
        ]),
  ]
}
