import { memoriesOf, type Optimizer } from '@momenta/core'
import type { Operator } from '../operators/Operator.js'
import { distance } from '../vectors/distance.js'
import { amplificationOf } from './amplificationOf.js'
import { curvatureOf } from './curvatureOf.js'
import { joined } from './joined.js'
import { linesOf } from './linesOf.js'
import { memoryRecord } from './memoryRecord.js'
import type { Seen, Watching } from './monitor.js'
import { partNamed } from './partNamed.js'
import { preconditionerOf } from './preconditionerOf.js'
import type { MemoryRecord, RunRecord } from './RunRecord.js'
import { valuesOf } from './valuesOf.js'
import type { Watched } from './Watched.js'

const lossOf = async ({ value }: Watched): Promise<number | null> =>
  value === undefined
    ? null
    : typeof value === 'number'
      ? value
      : ((await valuesOf(value))[0] as number)

const memoriesRecorded = async (
  { transform }: Optimizer,
  seen: Seen,
  { state }: Watched,
): Promise<readonly MemoryRecord[]> =>
  Promise.all(
    memoriesOf(transform, state).map(async ({ keys, entries }, i) =>
      memoryRecord(
        keys,
        await Promise.all(entries.map(joined)),
        seen.ages[i] as Seen['ages'][number],
        seen.step,
        seen.step - seen.recordedAt,
      ),
    ),
  )

const learningRateOf = (
  { transform }: Optimizer,
  { state }: Watched,
  given: Watching['learningRate'],
): number | undefined =>
  given?.(state.step - 1) ??
  partNamed(transform, state, 'scaleByLearningRate')?.state.hyper.learningRate

/** The record of a step that is due. */
export const recorded = async (
  optimizer: Optimizer,
  { learningRate: given, tolerance, budget, seed, pathEvery }: Watching,
  seen: Seen,
  iterate: Watched,
  {
    operator,
    moved,
  }: { readonly operator: Operator | undefined; readonly moved: Float64Array | undefined },
): Promise<RunRecord> => {
  const learningRate = learningRateOf(optimizer, iterate, given)
  const preconditioner = await preconditionerOf(optimizer, iterate)
  const amplification = await amplificationOf(
    optimizer,
    iterate,
    moved,
    preconditioner,
    learningRate,
  )
  const curvature =
    operator === undefined
      ? undefined
      : await curvatureOf(operator, preconditioner, learningRate, { tolerance, budget, seed })
  const memories = await memoriesRecorded(optimizer, seen, iterate)
  const measurements = [curvature?.sharpness, curvature?.stability].filter(
    (each) => typeof each === 'object',
  )
  const total = (of: 'matvecs' | 'gradients' | 'losses') =>
    measurements.reduce((sum, each) => sum + each[of], 0)
  const P = seen.last.length
  const entries = memories.reduce((sum, { entries }) => sum + entries, 0)
  const copies =
    entries + (preconditioner === undefined ? 0 : 1) + (typeof amplification === 'number' ? 1 : 0)
  return {
    step: seen.step,
    loss: await lossOf(iterate),
    path: seen.path,
    pathEvery,
    distance: distance(seen.last, seen.start),
    memories,
    amplification: typeof amplification === 'number' ? amplification : null,
    sharpness: curvature?.sharpness ?? null,
    stability: typeof curvature?.stability === 'object' ? curvature.stability : null,
    ...linesOf(optimizer, iterate),
    notes: [amplification, curvature?.stability].filter((each) => typeof each === 'string'),
    cost: {
      matvecs: total('matvecs'),
      gradients: total('gradients'),
      losses: total('losses'),
      reads: seen.reads + copies * P,
      milliseconds: 0,
    },
  }
}
