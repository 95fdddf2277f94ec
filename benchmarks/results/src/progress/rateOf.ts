import type { Progress } from './Progress.js'

/** Weight worked off per second since the work began, at time `now` in milliseconds; none before there is any. */
export const rateOf = ({ began, done }: Progress, now: number): number | undefined =>
  began === undefined || done === 0 || now <= began ? undefined : (1000 * done) / (now - began)
