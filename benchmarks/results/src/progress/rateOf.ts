import type { Progress } from './Progress.js'

/**
 * The weight done per second since the first unit began, at time `now` (milliseconds); undefined
 * while it is 0.
 */
export const rateOf = ({ began, done }: Progress, now: number): number | undefined =>
  began === undefined || done === 0 || now <= began ? undefined : (1000 * done) / (now - began)
