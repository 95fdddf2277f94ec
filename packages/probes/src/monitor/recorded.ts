import { memoriesOf, type Optimizer } from '@momenta/core'
import type { Operator } from '../operators/Operator.js'
import { distance } from '../vectors/distance.js'
import { amplificationOf } from './amplificationOf.js'
import { curvatureOf } from './curvatureOf.js'
import { joined } from './joined.js'
import { linesOf } from './linesOf.js'
import { memoryRecord } from './memoryRecord.js'
import { partNamed } from './partNamed.js'
import { preconditionerOf } from './preconditionerOf.js'
import type { MemoryRecord, RunRecord } from './RunRecord.js'
import type { Seen } from './Seen.js'
import { valuesOf } from './valuesOf.js'
import type { Watched } from './Watched.js'
import type { Watching } from './watching.js'

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
): Promise<readonly { readonly memory: MemoryRecord; readonly reads: number }[]> =>
  Promise.all(
    memoriesOf(transform, state).map(async ({ keys, entries }, i) => {
      const read = await Promise.all(entries.map(joined))
      const ages = seen.ages[i] as Seen['ages'][number]
      const steps = seen.step - seen.recordedAt
      return {
        memory: memoryRecord(keys, read, ages, seen.step, steps),
        reads: read.reduce((sum, { length }) => sum + length, 0),
      }
    }),
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
    seen.last,
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
  const copies =
    (preconditioner === undefined ? 0 : 1) + (typeof amplification === 'number' ? 1 : 0)
  return {
    step: seen.step,
    loss: await lossOf(iterate),
    path: seen.path,
    pathEvery,
    distance: distance(seen.last, seen.start),
    memories: memories.map(({ memory }) => memory),
    amplification: typeof amplification === 'number' ? amplification : null,
    sharpness: curvature?.sharpness ?? null,
    stability: typeof curvature?.stability === 'object' ? curvature.stability : null,
    ...linesOf(optimizer, iterate),
    notes: [amplification, curvature?.stability].filter((each) => typeof each === 'string'),
    cost: {
      matvecs: total('matvecs'),
      gradients: total('gradients'),
      losses: total('losses'),
      reads: memories.reduce(
        (sum, { reads }) => sum + reads,
        seen.reads + copies * seen.last.length,
      ),
      milliseconds: 0,
    },
  }
}
