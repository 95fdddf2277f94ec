import { quantile } from '@momenta/bench-timing'
import { awaitingDevice } from './awaitingDevice.js'

/** Milliseconds of a step. */
export interface Times {
  readonly ms: number
  /** Of these, when the processor does not wait for the device; absent where there is none. */
  readonly processorMs?: number
}

/** Times steps that `act` takes, each in the same time. */
export const timeOnce = async (act: () => unknown, steps: number): Promise<Times> => {
  const start = performance.now()
  const waited = await awaitingDevice(act)
  const total = performance.now() - start
  return {
    ms: total / steps,
    ...(waited === undefined ? {} : { processorMs: (total - waited) / steps }),
  }
}

/** The medians of both. */
export const medianOf = (times: readonly Times[]): Times => {
  const own = times.flatMap(({ processorMs }) => processorMs ?? [])
  return {
    ms: quantile(
      times.map(({ ms }) => ms),
      0.5,
    ),
    ...(own.length === 0 ? {} : { processorMs: quantile(own, 0.5) }),
  }
}
