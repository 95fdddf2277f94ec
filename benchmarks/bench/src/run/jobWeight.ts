import type { Job } from '../tasks/Job.js'

const perMille = 1000

/** The weight of a job in the progress, a positive integer. */
export const weightOf = ({ cost }: Job): number => Math.max(1, Math.round(cost * perMille))

/** The weight of jobs. */
export const weightOfAll = (jobs: readonly Job[]): number =>
  jobs.reduce((sum, job) => sum + weightOf(job), 0)
