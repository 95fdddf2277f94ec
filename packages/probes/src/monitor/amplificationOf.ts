import type { Optimizer } from '@momenta/core'
import { unitsOf } from '../differences/unitsOf.js'
import { norm } from '../vectors/norm.js'
import { joined } from './joined.js'
import { leavesOf } from './leavesOf.js'
import { partNamed } from './partNamed.js'
import type { Watched } from './Watched.js'

/** ‖−P Δθ/lr‖/‖m‖ of the last step; a string says why there is none. */
export const amplificationOf = async (
  { transform }: Optimizer,
  { params, state }: Watched,
  last: Float64Array,
  moved: Float64Array | undefined,
  preconditioner: Float64Array | undefined,
  learningRate: number | undefined,
): Promise<number | string> => {
  const momentum = partNamed(transform, state, 'ema')
  const scaling = partNamed(transform, state, 'scaleByNu')
  if (momentum === undefined || scaling === undefined)
    return 'amplification: the optimizer keeps no momentum in front of its scaling'
  if (transform.slice(scaling.index + 1).some(({ name }) => name !== 'scaleByLearningRate'))
    return 'amplification: a part behind the scaling changes the step'
  if (moved === undefined) return 'amplification: the step before was not read; take pathEvery: 1'
  if (preconditioner === undefined || learningRate === undefined || learningRate === 0)
    return 'amplification: preconditioner or learning rate are not known'
  const leaves = leavesOf(params).names.map((name) => momentum.state.slots.mu?.[name])
  if (leaves.some((leaf) => leaf === undefined))
    return 'amplification: the momentum does not cover all parameters'
  const isDouble = leavesOf(params).leaves.every((leaf) => leaf instanceof Float64Array)
  const units = unitsOf(isDouble ? 'float64' : 'float32', last)
  const scaled = (v: Float64Array) => norm(v.map((n, i) => n * (preconditioner[i] as number)))
  // what is stored of a step is off by up to half a unit of each parameter
  if (scaled(units) / 2 > 0.05 * scaled(moved))
    return 'amplification: the parameters are so large that rounding has changed the step by more than 5 %'
  const size = norm(await joined(leaves))
  const aggregate = scaled(moved) / Math.abs(learningRate)
  return size === 0 ? 'amplification: the momentum is zero' : aggregate / size
}
