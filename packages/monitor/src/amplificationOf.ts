import type { Optimizer } from '@momenta/core'
import { unitsInLastPlace } from '@momenta/probes'
import { findPart } from './findPart.js'
import { isPlainRate } from './learningRateOf.js'
import { leavesOf } from './leavesOf.js'
import type { MonitoredIterate } from './MonitoredIterate.js'
import { readLeaves } from './readLeaves.js'
import { norm } from './vectors.js'

/** The last step, as far as it is known. */
export interface LastStep {
  /** The parameters after it. */
  readonly point: Float64Array
  /** The displacement; undefined if the point before was not read. */
  readonly moved: Float64Array | undefined
  readonly preconditioner: Float64Array | undefined
  readonly learningRate: number | undefined
}

/** The amplification ‖−P Δθ/lr‖/‖m‖ of the last step, or a note that says why it is unknown. */
export const amplificationOf = async (
  { transform }: Optimizer,
  { params, state }: MonitoredIterate,
  { point, moved, preconditioner, learningRate }: LastStep,
): Promise<number | string> => {
  const momentum = findPart(transform, state, 'momentum')
  const scaling = findPart(transform, state, 'preconditioner')
  if (momentum === undefined || scaling === undefined)
    return 'amplification: the optimizer keeps no momentum before its scaling'
  const after = transform.slice(scaling.index + 1)
  if (!after.every(isPlainRate)) return 'amplification: a part after the scaling changes the step'
  if (after.length !== 1) return 'amplification: one learning rate must follow the scaling'
  if (moved === undefined)
    return 'amplification: the previous step was not read; set pathEvery to 1'
  if (norm(moved) === 0) return 'amplification: the last step has not moved the parameters'
  if (preconditioner === undefined || learningRate === undefined || learningRate === 0)
    return 'amplification: the preconditioner or the learning rate is unknown'
  const { leaves, names } = leavesOf(params)
  const momenta = names.map((name) => momentum.state.slots.mu?.[name])
  if (momenta.some((leaf) => leaf === undefined))
    return 'amplification: the momentum does not cover all parameters'
  const isDouble = leaves.every((leaf) => leaf instanceof Float64Array)
  const units = unitsInLastPlace(isDouble ? 'float64' : 'float32', point)
  const scaledNorm = (v: Float64Array) => norm(v.map((n, i) => n * (preconditioner[i] as number)))
  // the stored step is off by up to half a unit in the last place of each parameter
  if (scaledNorm(units) / 2 > 0.05 * scaledNorm(moved))
    return 'amplification: the parameters are so large that rounding has changed the step by more than 5 %'
  const size = norm(await readLeaves(momenta))
  const aggregate = scaledNorm(moved) / Math.abs(learningRate)
  return size === 0 ? 'amplification: the momentum is zero' : aggregate / size
}
