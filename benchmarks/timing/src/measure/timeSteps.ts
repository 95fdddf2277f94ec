import { quantile } from './quantile.js'
import { waitForDevice } from './waitForDevice.js'

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

/**
 * Times a step after warm-up, at least 7 times, each until the device has run it. `before` runs
 * before each timed step, untimed.
 */
export const timeSteps = async (
  step: () => unknown,
  { warmUp, seconds }: Budget,
  before: () => unknown = () => {},
): Promise<Times> => {
  const wait = waitForDevice()
  // a promise is awaited only where there is one, so that other steps are timed without a turn of
  // the event loop
  const settle = async (result: unknown) => {
    await result
    await wait?.()
  }
  const isAsync = wait !== undefined
  for (let i = 0; i < warmUp; i++) {
    const result = step()
    if (isAsync) await settle(result)
  }
  const times: number[] = []
  const end = performance.now() + 1000 * seconds
  while (times.length < 7 || (times.length < 3000 && performance.now() < end)) {
    const prepared = before()
    if (isAsync) await settle(prepared)
    const start = performance.now()
    const result = step()
    if (isAsync) await settle(result)
    times.push(performance.now() - start)
  }
  return { ms: quantile(times, 0.5), p10: quantile(times, 0.1) }
}
