import { methodName } from '../methods/methodName.js'
import { rankOf } from '../methods/rankOf.js'
import type { Job } from '../tasks/Job.js'
import { jobKey } from './unitOf.js'

/** Jobs that wait for a worker, each once; Adam and Adam+CM on every task come first. */
export interface JobQueue {
  /** Adds the jobs that it has never had; returns them. */
  readonly add: (jobs: readonly Job[]) => readonly Job[]
  /** The next job; undefined when none is left and none is running, so none can follow. */
  readonly next: () => Promise<Job | undefined>
  /** Removes the waiting jobs of a task, and takes no more of it; returns them. */
  readonly drop: (task: string) => readonly Job[]
  /** A job that was taken has ended, and what follows from it was added. */
  readonly end: () => void
}

const rankOfJob = ({ config }: Job): number => rankOf(methodName(config))

/** A queue without jobs. */
export const jobQueue = (): JobQueue => {
  const known = new Set<string>()
  const dropped = new Set<string>()
  let waiting: readonly Job[] = []
  let running = 0
  let wake = (): void => {}
  let changed = Promise.resolve()
  const renew = (): void => {
    wake()
    changed = new Promise((resolve) => {
      wake = resolve
    })
  }
  renew()
  return {
    add: (jobs) => {
      const fresh = jobs.filter((job) => !dropped.has(job.task) && !known.has(jobKey(job)))
      for (const job of fresh) known.add(jobKey(job))
      waiting = [...waiting, ...fresh].sort((a, b) => rankOfJob(a) - rankOfJob(b))
      return fresh
    },
    next: async () => {
      while (waiting.length === 0 && running > 0) await changed
      const [job, ...rest] = waiting
      waiting = rest
      if (job !== undefined) running += 1
      return job
    },
    drop: (task) => {
      dropped.add(task)
      const own = waiting.filter((job) => job.task === task)
      waiting = waiting.filter((job) => job.task !== task)
      return own
    },
    end: () => {
      running -= 1
      renew()
    },
  }
}
