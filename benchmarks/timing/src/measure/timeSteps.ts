import { quantile } from './quantile.js'

/** How long to measure. */
export interface Budget {
  /** Steps that are not timed. */
  readonly warmUp: number
  readonly seconds: number
}

/** The times of a step in milliseconds. */
export interface Times {
  /** Median. */
  readonly ms: number
  /** 10th percentile. */
  readonly p10: number
}

/** Times a step after warm-up, at least 7 times. `before` runs before each timed step, untimed. */
export const timeSteps = (
  step: () => void,
  { warmUp, seconds }: Budget,
  before: () => void = () => {},
): Times => {
  for (let i = 0; i < warmUp; i++) step()
  const times: number[] = []
  const end = performance.now() + 1000 * seconds
  while (times.length < 7 || (times.length < 3000 && performance.now() < end)) {
    before()
    const start = performance.now()
    step()
    times.push(performance.now() - start)
  }
  return { ms: quantile(times, 0.5), p10: quantile(times, 0.1) }
}
