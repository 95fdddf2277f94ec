import type { Optimizer } from '@momenta/core'
import { checkOptimizer } from '@momenta/core/program'
import { checkIterate } from './checkArguments.js'
import { findPart, hyperOf } from './findPart.js'
import { leavesOf } from './leavesOf.js'
import type { MonitoredIterate } from './MonitoredIterate.js'
import { readLeaves } from './readLeaves.js'

/**
 * The diagonal of Adam's preconditioner P, from the state of the optimizer: (1 − β₁ᵗ)(√(v/(1 −
 * β₂ᵗ)) + ε), in the order of the parameters. With critical momenta v is that of the aggregated
 * momentum, with critical gradients that of the aggregated gradient, so P differs from Adam's at
 * the same point.
 *
 * Returns undefined unless exactly one part of the chain has the role `adam` or `preconditioner`,
 * as `scaleByAdam` and `scaleByNu` have; if that part covers some leaves only; if β₁, β₂ or ε
 * follows a schedule of `scheduled`, whose value is not in the state; and before the first step. A
 * hyperparameter that the part does not declare is 0.
 *
 * @throws TypeError without an optimizer or an iterate.
 *
 * @example
 * import { chain, optimizer } from '@momenta/core'
 * import { float64 } from '@momenta/float64'
 * import { preconditionerOf } from '@momenta/monitor'
 * import { scaleByAdam, scaleByLearningRate } from '@momenta/transforms'
 *
 * const adam = optimizer(chain(scaleByAdam(), scaleByLearningRate({ learningRate: 0.1 })))
 * const { init, step } = float64(adam)
 * const slope = ({ w }: { w: Float64Array }) => ({ value: 4 * w[0], grads: { w: Float64Array.of(4) } })
 * // (1 − 0.9)(√16 + 1e-8)
 * await preconditionerOf(adam, step(slope, init({ w: Float64Array.of(1) }))) // => [0.4]
 */
export const preconditionerOf = async (
  optimizer: Optimizer,
  iterate: MonitoredIterate,
): Promise<Float64Array | undefined> => {
  checkOptimizer('preconditionerOf', optimizer)
  checkIterate('preconditionerOf', iterate)
  const { params, state } = iterate
  const part = findPart(optimizer.transform, state, 'adam', 'preconditioner')
  if (part === undefined) return undefined
  const { slots } = part.state
  const { host: t } = part
  if (typeof t !== 'number' || t === 0) return undefined
  const second = slots.nuMax ?? slots.nu ?? {}
  const leaves = leavesOf(params).names.map((name) => second[name])
  if (leaves.some((leaf) => leaf === undefined)) return undefined
  const [b1, b2, eps] = ['b1', 'b2', 'eps'].map((name) => hyperOf(part, name))
  if (b1 === undefined || b2 === undefined || eps === undefined) return undefined
  const nu = await readLeaves(leaves)
  return nu.map((v) => (1 - b1 ** t) * (Math.sqrt(v / (1 - b2 ** t)) + eps))
}
