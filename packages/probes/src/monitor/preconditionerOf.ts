import type { Optimizer } from '@momenta/core'
import { joined } from './joined.js'
import { leavesOf } from './leavesOf.js'
import { countIn, partNamed } from './partNamed.js'
import type { Watched } from './Watched.js'

/**
 * The diagonal of P by which Adam divides, from the optimizer's own state: (1 − β₁ᵗ)(√(v/(1 − β₂ᵗ)) + ε), in the order of the parameters. In Adam+CM v is of the aggregated
 * momentum, in Adam+CG of the aggregated gradient, so P differs from Adam's at the same point.
 *
 * Undefined if the chain has neither `scaleByAdam` nor `scaleByNu`, one of them acts on some leaves only, or no step was taken.
 *
 * @example
 * import { chain, optimizer } from '@momenta/core'
 * import { float64 } from '@momenta/float64'
 * import { preconditionerOf } from '@momenta/probes'
 * import { scaleByAdam, scaleByLearningRate } from '@momenta/transforms'
 *
 * const adam = optimizer(chain(scaleByAdam(), scaleByLearningRate({ learningRate: 0.1 })))
 * const { init, step } = float64(adam)
 * const slope = ({ w }: { w: Float64Array }) => ({ value: 4 * w[0], grads: { w: Float64Array.of(4) } })
 * // (1 − 0.9)(√16 + 1e-8)
 * await preconditionerOf(adam, step(slope, init({ w: Float64Array.of(1) }))) // => [0.4]
 */
export const preconditionerOf = async (
  { transform }: Optimizer,
  { params, state }: Watched,
): Promise<Float64Array | undefined> => {
  const part = partNamed(transform, state, 'scaleByAdam', 'scaleByNu')
  if (part === undefined) return undefined
  const { slots, host, hyper } = part.state
  const t = countIn(host)
  const second = slots.nuMax ?? slots.nu ?? {}
  const leaves = leavesOf(params).names.map((name) => second[name])
  if (t === 0 || leaves.some((leaf) => leaf === undefined)) return undefined
  const { b1 = 0, b2 = 0, eps = 0 } = hyper
  const nu = await joined(leaves)
  return nu.map((v) => (1 - b1 ** t) * (Math.sqrt(v / (1 - b2 ** t)) + eps))
}
