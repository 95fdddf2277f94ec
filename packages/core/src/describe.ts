import type { Description, DescriptionOf, Variant } from './Description.js'
import type { Host } from './Host.js'
import type { Scalars } from './Scalars.js'
import type { Transform } from './Transform.js'

/**
 * Makes a transform of one description, without the description's own types: its plan only gets
 * host states that its `init` and `plan` returned, and its body only scalars of its plan.
 *
 * @example
 * import { describe } from '@momenta/core'
 *
 * // u' = -u
 * const flip = describe({
 *   name: 'flip',
 *   slots: {},
 *   hyper: {},
 *   init: () => null,
 *   plan: (host) => ({ next: host, plan: { scalars: {} } }),
 *   body: (x, { updates: u }) => ({ updates: x.neg(u), slots: {} }),
 * })
 * flip.length // => 1
 */
export const describe = <
  S extends string,
  K extends Scalars,
  H extends Host,
  W extends Variant = Variant,
  Q extends Scalars = Scalars,
  R extends string = string,
  M extends string = string,
>(
  description: DescriptionOf<S, K, H, W, Q, R, M>,
): Transform => [description as unknown as Description]
