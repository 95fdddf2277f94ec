import { keyOf, type Unit } from '@momenta/bench-results'
import type { Job } from '../tasks/Job.js'

/** Increase when a change makes stored numbers stale: jobs done by other code run again. */
const code = '1'

/** A job as a unit of the results: its own, or task, config, seed and code. */
export const unitOf = ({ task, config, seed, unit }: Job): Unit =>
  unit ?? { config: { task, ...config }, seed, code }

/** The key of a job in the results. */
export const jobKey = (job: Job): string => keyOf(unitOf(job))
