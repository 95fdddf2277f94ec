import type { Description } from './Description.js'
import type { Transform } from './Transform.js'

const plans = new WeakSet<Description['plan']>()

/**
 * Declares that the plans of a transform without slots and memory cannot fail after what they need
 * was measured: they do not throw, and their scalars are finite if the measurements are. Nor can
 * its bodies, and those read the same tensors whatever the measurements are. A runner may then
 * overwrite the state of parts before it within the step, and gradients that are not read again.
 *
 * A combinator that replaces the plan removes the declaration.
 *
 * @example
 * import { describe, infallible } from '@momenta/core'
 *
 * const signed = infallible(
 *   describe({
 *     name: 'signed',
 *     slots: {},
 *     hyper: {},
 *     needs: ['updates'],
 *     init: () => null,
 *     plan: (host, { updates }) => ({
 *       next: host,
 *       plan: updates.map((norm) => ({ scalars: { most: Math.min(norm, 1) } })),
 *     }),
 *     body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.most, x.sign(u)), slots: {} }),
 *   }),
 * )
 * signed.length // => 1
 */
export const infallible = (transform: Transform): Transform => {
  for (const { plan } of transform) plans.add(plan)
  return transform
}

/** Whether the plan of a part was declared infallible. */
export const isInfallible = ({ plan }: Description): boolean => plans.has(plan)
