import { quantile } from '@momenta/bench-train'

/** How long to measure. */
export interface Budget {
  readonly warmUp: number
  readonly seconds: number
}

/** Median and 10th percentile of a step in ms, after warm-up; at least 7 steps. What runs before each of them is not timed. */
export const timed = (
  step: () => void,
  { warmUp, seconds }: Budget,
  before: () => void = () => {},
): { readonly ms: number; readonly p10: number } => {
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
