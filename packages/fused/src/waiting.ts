import type { Plan } from '@momenta/core'
import {
  type Group,
  type GroupPlans,
  type LayoutSegment,
  type Measurement,
  once,
  programOf,
  scalarsOf,
  squaresOf,
} from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import { loadsAt } from './buffers/LeafStep.js'
import type { StepBuffers } from './buffers/StepBuffers.js'
import type { Measuring } from './Engine.js'

/** A segment with its plans. */
export interface SegmentRun {
  readonly segment: LayoutSegment
  readonly plans: readonly GroupPlans[]
}

const haveSameLeaves = (a: Group, b: Group | undefined): boolean =>
  a.leaves.length === b?.leaves.length && a.leaves.every((leaf, i) => leaf === b.leaves[i])

/** Two segments as one; undefined if their parts act on different groups of leaves. */
const joined = (a: LayoutSegment, b: LayoutSegment): LayoutSegment | undefined => {
  if (a.groups.length !== b.groups.length) return undefined
  if (!a.groups.every((group, g) => haveSameLeaves(group, b.groups[g]))) return undefined
  const groups = a.groups.map(({ parts, leaves, positions }, g) => {
    const after = b.groups[g] as Group
    return {
      leaves,
      parts: [...parts, ...after.parts],
      positions: [...positions, ...after.positions],
    }
  })
  // Programs are cached by index, which is not that of a segment of the layout.
  const index = -1 - a.from * 2 ** 16 - b.to
  return { ...b, index, from: a.from, same: a.same, groups }
}

const joins = once((a: LayoutSegment) => once((b: LayoutSegment) => joined(a, b)))
const joinSegments = (a: LayoutSegment, b: LayoutSegment) => joins(a)(b)

const joinPlans = (a: GroupPlans, b: GroupPlans, group: Group): GroupPlans => ({
  group,
  common: a.common && b.common && [...a.common, ...b.common],
  at: (position) => [...a.at(position), ...b.at(position)],
})

/** A run that waited, and the next one, as one; `mayWait` has shown that there is one. */
export const joinRuns = (a: SegmentRun, b: SegmentRun): SegmentRun => {
  const segment = joinSegments(a.segment, b.segment) as LayoutSegment
  const plans = segment.groups.map((group, g) =>
    joinPlans(a.plans[g] as GroupPlans, b.plans[g] as GroupPlans, group),
  )
  return { segment, plans }
}

/** Whether a program reads less, if it runs twice, than its stores and their reads cost. */
const isCheap = ({ segment, plans }: SegmentRun, { layout: { transform } }: StepBuffers): boolean =>
  plans.every(({ group, at }) => {
    if (group.leaves.length === 0) return true
    const { loads, stores } = programOf(transform, segment, group, at(0))
    return loads.length <= 2 * stores.length + 1
  })

/**
 * Whether a segment may run together with the next one, before which only norms of its updates and
 * of the parameters are measured: the measurement computes these updates and stores nothing.
 */
export const mayWait = (run: SegmentRun, step: StepBuffers): boolean => {
  const { segment } = run
  const next = step.layout.segments.find(({ from }) => from === segment.to)
  if (!step.engine.recomputes || segment.last || segment.whole || next === undefined) return false
  return (
    !next.whole &&
    step.layout.transform[next.from]?.search === undefined &&
    next.reduces.length === 0 &&
    next.measures.includes('updates') &&
    !next.measures.includes('grads') &&
    joinSegments(segment, next) !== undefined &&
    isCheap(run, step)
  )
}

/** The sums of squares of updates that wait, for leaves with the same plans. */
const squaresFor = (
  { segment }: SegmentRun,
  group: Group,
  plans: readonly Plan[],
  leaves: readonly number[],
  step: StepBuffers,
): Measuring['reductions'][number] => {
  const reduction = squaresOf(programOf(step.layout.transform, segment, group, plans))
  return {
    reduction,
    scalars: scalarsOf(reduction, plans),
    rows: leaves.map((leaf) => ({
      size: (step.params[leaf] as tf.Tensor).size,
      loads: loadsAt(reduction, { leaf, parts: group.parts, plans }, step),
    })),
  }
}

/** Measures norms while a segment waits; also returns how the numbers are read. */
export const measureWaiting = (
  run: SegmentRun,
  { norms }: Measurement,
  step: StepBuffers,
): readonly [Measuring, (numbers: readonly number[]) => readonly number[]] => {
  const order: number[] = []
  const reductions = run.plans.flatMap(({ group, common, at }) => {
    order.push(...group.leaves)
    return common === undefined
      ? group.leaves.map((leaf, i) => squaresFor(run, group, at(i), [leaf], step))
      : [squaresFor(run, group, common, group.leaves, step)]
  })
  const others = norms.filter((norm) => norm !== 'updates')
  const read = (numbers: readonly number[]): readonly number[] => {
    const count = order.length
    const updates: number[] = []
    order.forEach((leaf, i) => {
      updates[leaf] = Math.sqrt(numbers[others.length * count + i] as number)
    })
    return norms.flatMap((norm) => {
      if (norm === 'updates') return updates
      const from = others.indexOf(norm) * count
      return numbers.slice(from, from + count)
    })
  }
  return [{ norms: others.flatMap((norm) => step[norm]), values: [], reductions }, read]
}
