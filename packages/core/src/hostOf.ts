import type { Description } from './Description.js'
import type { Host } from './Host.js'
import { kindOf } from './kindOf.js'

/**
 * The host state of the part inside, without what the combinators around it keep: `inner` for each
 * part that it wraps.
 *
 * @throws TypeError if the host state is not one of this part.
 *
 * @example
 * import { describe, hostOf } from '@momenta/core'
 *
 * const [part] = describe({
 *   name: 'counting',
 *   slots: {},
 *   hyper: {},
 *   init: () => 0,
 *   plan: (count: number) => ({ next: count + 1, plan: { scalars: {} } }),
 *   body: (_, { updates }) => ({ updates, slots: {} }),
 * })
 * hostOf(part, 3) // => 3
 * hostOf({ ...part, wraps: part }, { inner: 3 }) // => 3
 */
export const hostOf = ({ name, wraps }: Description, host: Host): Host => {
  if (wraps === undefined) return host
  if (typeof host !== 'object' || host === null || !('inner' in host))
    throw new TypeError(
      `hostOf: the host state of ${name} must hold that of the part inside as inner, got ${kindOf(host)}`,
    )
  return hostOf(wraps, host.inner)
}
