import { builtinAdam, type Data, makeData } from '@momenta/bench-timing'
import { disposeIterate } from '@momenta/eager'
import { type FusedRunner, fused } from '@momenta/fused'
import { adam, adamCM, lionCM } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import { attempt } from '../attempt.js'
import type { Report, StepRow } from '../Row.js'
import { countCalls } from './countCalls.js'
import type { Times } from './Times.js'
import { timeCopy } from './timeCopy.js'
import { timeSequence } from './timeSequence.js'

/** Parameters and tensors. */
export type Size = readonly [params: number, tensors: number]

const subjects = [
  ['adam', adam()],
  ['adamCM C=5', adamCM({ capacity: 5 })],
  ['adamCM C=20', adamCM({ capacity: 20 })],
  ['lionCM C=5', lionCM({ capacity: 5 })],
] as const

const throughput = (bytes: number, ms: number): number => bytes / ms / 1e6

const timeRunner = async (
  runner: FusedRunner,
  { params, grads }: Data,
  seconds: number,
): Promise<Omit<StepRow, 'part' | 'optimizer' | 'params' | 'tensors'>> => {
  let iterate = runner.init(params)
  const value = tf.scalar(0)
  const step = async () => {
    iterate = await runner.stepAsync(() => ({ value, grads }), iterate)
  }
  try {
    // the buffer of 20 entries is filled before
    for (let i = 0; i < 41; i++) await step()
    const calls = await countCalls(step)
    const times = await timeSequence(step, seconds)
    const explained = runner.explain()
    return {
      ...times,
      ...calls,
      ...(explained?.fused === true ? { bytesPerParam: explained.bytesPerParameter } : {}),
    }
  } finally {
    disposeIterate(iterate)
    value.dispose()
  }
}

const timeBuiltin = async (data: Data, seconds: number): Promise<Times> => {
  const { step, dispose } = builtinAdam(data)
  try {
    return await timeSequence(step, seconds)
  } finally {
    dispose()
  }
}

/**
 * Times fused steps, beside `tf.train.adam` and, for each, a copy of as many bytes on the device.
 *
 * @param only - The names of the optimizers, without their capacities. Default all.
 */
export const checkSteps = async (
  sizes: readonly Size[],
  seconds: number,
  report: Report,
  only?: readonly string[],
): Promise<void> => {
  const chosen = subjects.filter(([name]) => only?.includes(name.split(' ')[0] as string) ?? true)
  for (const [size, tensors] of sizes) {
    const data = makeData(size, tensors)
    const params = data.size
    const about = { part: 'steps', params, tensors } as const
    const label = `steps: ${params} in ${tensors}`
    await attempt(`${label}: tf.train.adam`, report, async () => {
      report({ ...about, optimizer: 'tf.train.adam', ...(await timeBuiltin(data, seconds)) })
    })
    for (const [optimizer, one] of chosen)
      await attempt(`${label}: ${optimizer}`, report, async () => {
        const times = await timeRunner(fused(one), data, seconds)
        const { ms, bytesPerParam = 0 } = times
        const bytes = bytesPerParam * params
        const copyMs = bytes === 0 ? 0 : await timeCopy(bytes, seconds / 2)
        const gbps = throughput(bytes, ms)
        report({ ...about, optimizer, ...times, gbps, shareOfCopy: copyMs / ms })
      })
    tf.dispose([data.params, data.grads])
  }
}
