import { memoriesOf, type Optimizer } from '@momenta/core'
import type { FilledOf } from '@momenta/options'
import type { Operator } from '@momenta/probes'
import type { Ages } from './Ages.js'
import { amplificationOf } from './amplificationOf.js'
import { curvatureOf } from './curvatureOf.js'
import { learningRateOf } from './learningRateOf.js'
import { linesOf } from './linesOf.js'
import type { MonitoredIterate } from './MonitoredIterate.js'
import type { monitorOptions } from './MonitorOptions.js'
import type { MonitorState } from './MonitorState.js'
import { memoryRecord } from './memoryRecord.js'
import { preconditionerOf } from './preconditionerOf.js'
import type { MemoryRecord, RunRecord } from './RunRecord.js'
import { readLeaves } from './readLeaves.js'
import { valuesOf } from './valuesOf.js'
import { norm, subtract } from './vectors.js'

/** The options of a monitor with their defaults. */
export type FilledMonitorOptions = FilledOf<typeof monitorOptions>

const lossOf = async ({ value }: MonitoredIterate): Promise<number | null> => {
  if (value === undefined) return null
  return typeof value === 'number' ? value : ((await valuesOf(value))[0] as number)
}

const recordMemories = async (
  { transform }: Optimizer,
  { ages, step, recordedAt }: MonitorState,
  { state }: MonitoredIterate,
): Promise<readonly { readonly memory: MemoryRecord; readonly reads: number }[]> =>
  Promise.all(
    memoriesOf(transform, state).map(async ({ keys, entries }, i) => {
      const read = await Promise.all(entries.map(readLeaves))
      return {
        memory: memoryRecord(keys, read, ages[i] as Ages, step, step - recordedAt),
        reads: read.reduce((sum, { length }) => sum + length, 0),
      }
    }),
  )

/** What a record is measured with at the step that is due. */
export interface Due {
  /** The Hessian at the current point. */
  readonly operator: Operator | undefined
  /** The last step, if the point before it was read. */
  readonly moved: Float64Array | undefined
}

/** Makes the record of a step that is due; its milliseconds are filled in by the caller. */
export const makeRecord = async (
  optimizer: Optimizer,
  options: FilledMonitorOptions,
  monitored: MonitorState,
  iterate: MonitoredIterate,
  { operator, moved }: Due,
): Promise<RunRecord> => {
  const { last: point, start, step } = monitored
  const { state } = iterate
  const learningRate = options.learningRate?.(state.step - 1) ?? learningRateOf(optimizer, iterate)
  const preconditioner = await preconditionerOf(optimizer, iterate)
  const lastStep = { point, moved, preconditioner, learningRate }
  const amplification = await amplificationOf(optimizer, iterate, lastStep)
  const { tolerance, maxSteps, seed } = options
  const curvature =
    operator === undefined
      ? undefined
      : await curvatureOf(operator, preconditioner, learningRate, { tolerance, maxSteps, seed })
  const { line, lineWithoutMemory, notes } = linesOf(optimizer, iterate)
  const memories = await recordMemories(optimizer, monitored, iterate)
  const measurements = [curvature?.sharpness, curvature?.stability].filter(
    (each) => typeof each === 'object',
  )
  const total = (of: 'matvecs' | 'gradients' | 'losses') =>
    measurements.reduce((sum, each) => sum + each[of], 0)
  const copies =
    (preconditioner === undefined ? 0 : 1) + (typeof amplification === 'number' ? 1 : 0)
  return {
    step,
    loss: await lossOf(iterate),
    path: monitored.path,
    pathEvery: options.pathEvery,
    distance: norm(subtract(point, start)),
    memories: memories.map(({ memory }) => memory),
    amplification: typeof amplification === 'number' ? amplification : null,
    sharpness: curvature?.sharpness ?? null,
    stability: typeof curvature?.stability === 'object' ? curvature.stability : null,
    ...{ line, lineWithoutMemory },
    notes: [amplification, curvature?.stability, ...notes].filter(
      (each) => typeof each === 'string',
    ),
    cost: {
      matvecs: total('matvecs'),
      gradients: total('gradients'),
      losses: total('losses'),
      reads: memories.reduce(
        (sum, { reads }) => sum + reads,
        monitored.reads + copies * point.length,
      ),
      milliseconds: 0,
    },
  }
}
