import { quantile, waitForDevice } from '@momenta/bench-timing'

/** Steps before the device is waited for: as many as take this time. */
const sequenceMs = 40

/**
 * Milliseconds of a step that does not wait for the device: the median over sequences of steps,
 * each waited for at its end. What a step itself waits for counts.
 *
 * @param seconds - How long to measure, after warm-up.
 */
export const timeSequence = async (step: () => unknown, seconds: number): Promise<number> => {
  const wait = waitForDevice() ?? (() => Promise.resolve())
  const measure = async (count: number): Promise<number> => {
    const start = performance.now()
    for (let i = 0; i < count; i++) await step()
    await wait()
    return (performance.now() - start) / count
  }
  await measure(5)
  const count = Math.max(1, Math.min(200, Math.round(sequenceMs / (await measure(3)))))
  const times: number[] = []
  const end = performance.now() + 1000 * seconds
  while (times.length < 5 || (times.length < 100 && performance.now() < end))
    times.push(await measure(count))
  return quantile(times, 0.5)
}
