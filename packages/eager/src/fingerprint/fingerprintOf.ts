import type { Optimizer } from '@momenta/core'
import type { Fingerprint } from './Fingerprint.js'

const known = new WeakMap<Optimizer, Fingerprint>()

/** The value as JSON.parse returns it from a file. */
const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value))

/**
 * The fingerprint of an optimizer, which `save` writes and `load` compares.
 *
 * @example
 * import { fingerprintOf } from '@momenta/eager'
 * import { identity, optimizer } from '@momenta/core'
 *
 * fingerprintOf(optimizer(identity)) // => { parts: [], estimators: [] }
 */
export const fingerprintOf = (optimizer: Optimizer): Fingerprint => {
  const found = known.get(optimizer)
  if (found !== undefined) return found
  const made: Fingerprint = asJson({
    parts: optimizer.transform.map(({ name, options = {}, slots }) => ({
      name,
      options,
      slots: slots as { readonly [slot: string]: string },
    })),
    estimators: optimizer.estimators.map(({ name, options = {} }) => ({ name, options })),
  })
  known.set(optimizer, made)
  return made
}
