import type { StoredTask } from '../tasks/StoredTask.js'
import type { JobRunner } from './JobRunner.js'

/** Does jobs in this process. */
export const localRunner = (tasks: readonly StoredTask[]): JobRunner => ({
  run: async (job, report, context) => {
    const task = tasks.find(({ name }) => name === job.task)
    if (task === undefined) throw new Error(`bench: unknown task '${job.task}'`)
    return task.run(job, report, context)
  },
  close: async () => {},
})
