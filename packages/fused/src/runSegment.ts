import { type Plan, show } from '@momenta/core'
import {
  type GroupPlans,
  type LayoutSegment,
  type Program,
  programOf,
  scalarsOf,
  withSquares,
} from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import { type Batch, type Batches, batches } from './Batches.js'
import { assignBuffers } from './buffers/assignBuffers.js'
import { assignParameters } from './buffers/assignParameters.js'
import { checkRow } from './buffers/checkRow.js'
import type { StepBuffers } from './buffers/StepBuffers.js'
import { type Wiring, wiringOf } from './buffers/wiringOf.js'
import { consumed } from './consumed.js'
import { type Measuring, nothing } from './Engine.js'
import { isMeasured } from './isMeasured.js'
import { isSettled, type Settled } from './isSettled.js'
import type { Pass } from './Pass.js'
import { runWhole } from './runWhole.js'

/** The program and scalars of leaves with the same plans. */
interface Chosen {
  readonly plans: readonly Plan[]
  readonly wiring: Wiring
  readonly batch: Batch
}

/** Functions that consume old tensors, to call when nothing can fail any more. */
type Renewals = (() => void)[]

const choose = (
  segment: LayoutSegment,
  { group }: GroupPlans,
  plans: readonly Plan[],
  step: StepBuffers,
  { find }: Batches,
): Chosen => {
  const traced = programOf(step.layout.transform, segment, group, plans)
  const program = isMeasured(segment, step) ? withSquares(traced) : traced
  return { plans, wiring: wiringOf(program), batch: find(program, scalarsOf(program, plans)) }
}

/** Checks that bodies do not read gradients whose memory an earlier segment took. */
const checkLoads = ({ loads }: Program, { from }: LayoutSegment, { layout }: StepBuffers): void => {
  if (loads.some(({ kind }) => kind === 'grads'))
    throw new Error(
      `step: the bodies of ${show(layout.transform[from]?.name)} must read the same tensors whatever is measured, since its plan is declared infallible, got one that reads the gradient at times; omit infallible`,
    )
}

/** Assigns the tensors of one leaf, and adds its row to a batch. */
const prepareLeaf = (
  leaf: number,
  parts: readonly number[],
  { plans, wiring, batch }: Chosen,
  step: StepBuffers,
  settled: Settled,
  renewals: Renewals,
): void => {
  const row = assignBuffers(wiring, { leaf, parts, plans }, step, settled)
  checkRow(step.layout.names[leaf] as string, step.params[leaf] as tf.Tensor, row)
  if (row.stores.length > 0) batch.rows.push(row)
  if (wiring.params === undefined) {
    const [updates, grads] = [step.updates[leaf], step.grads[leaf]]
    for (const tensor of [updates, grads]) step.passing.push({ leaf, tensor: tensor as tf.Tensor })
    return
  }
  const renew = assignParameters(row, wiring.params, leaf, step)
  if (renew !== undefined) renewals.push(renew)
}

const passOf = ({ loads, stores }: Program, leaves: number, parts: readonly string[]): Pass => ({
  parts,
  leaves,
  reads: loads.length,
  writes: stores.length,
  bytesPerParameter: 4 * (loads.length + stores.length),
})

/**
 * Runs a segment: assigns tensors to all leaves, then passes over memory once for each leaf. All
 * errors are thrown before the first pass; it yields where it must wait for those of the device.
 */
export function* runSegment(
  segment: LayoutSegment,
  plans: readonly GroupPlans[],
  step: StepBuffers,
): Generator<Measuring, readonly Pass[]> {
  if (segment.whole) return runWhole(segment, plans, step)
  const settled = isSettled(segment, step)
  const isOverwritten = step.overwritten.size > 0
  const all = batches()
  const renewals: Renewals = []
  for (const own of plans) {
    const { group, common, at } = own
    const shared = common && choose(segment, own, common, step, all)
    group.leaves.forEach((leaf, position) => {
      const chosen = shared ?? choose(segment, own, at(position), step, all)
      prepareLeaf(leaf, group.parts, chosen, step, settled, renewals)
    })
  }
  const { engine, layout, made } = step
  const filled = all.all.filter(({ rows }) => rows.length > 0)
  if (isOverwritten) for (const { program } of filled) checkLoads(program, segment, step)
  const runs = filled.map((one) => engine.prepare(one.program, one.scalars, one.rows, made))
  if (engine.isUncertain?.()) yield nothing
  if (settled.state && !segment.last) consumed.add(step.from.parts)
  for (const renew of renewals) renew()
  for (const run of runs) run()
  const names = layout.transform.slice(segment.from, segment.to).map(({ name }) => name)
  return filled.map(({ program, rows }) => passOf(program, rows.length, names))
}
