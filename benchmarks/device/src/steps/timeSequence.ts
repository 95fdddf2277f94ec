import { waitForDevice } from '@momenta/bench-timing'
import { medianOf, type Times, timeOnce } from './Times.js'

/** Steps before the device is waited for: as many as take this time. */
const sequenceMs = 40

/**
 * Milliseconds of a step that does not wait for the device: the median over sequences of steps,
 * each waited for at its end. What a step itself waits for counts.
 *
 * @param seconds - How long to measure, after warm-up.
 */
export const timeSequence = async (step: () => unknown, seconds: number): Promise<Times> => {
  const wait = waitForDevice() ?? (() => Promise.resolve())
  const measure = (count: number): Promise<Times> =>
    timeOnce(async () => {
      for (let i = 0; i < count; i++) await step()
      await wait()
    }, count)
  await measure(5)
  const count = Math.max(1, Math.min(200, Math.round(sequenceMs / (await measure(3)).ms)))
  const times: Times[] = []
  const end = performance.now() + 1000 * seconds
  while (times.length < 5 || (times.length < 100 && performance.now() < end))
    times.push(await measure(count))
  return medianOf(times)
}
