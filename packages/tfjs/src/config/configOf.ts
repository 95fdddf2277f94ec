import type { Optimizer } from '@momenta/core'
import { checkOptimizer } from '@momenta/core/program'
import { fingerprintOf } from '@momenta/eager'
import type * as tf from '@tensorflow/tfjs-core'
import { type Described, describe, rebuild } from './describe.js'
import { isMadeAlike } from './isMadeAlike.js'

/** The optimizers with functions of the user's own, by fingerprint: JSON cannot describe them. */
const own = new Map<string, readonly Optimizer[]>()

const keyOf = (optimizer: Optimizer): string => JSON.stringify(fingerprintOf(optimizer))

// tf.layers changes names with underscores in strings too, to camel case.
const withoutUnderscores = (json: string): string => json.replaceAll('_', '\\u005f')

/** Makes an optimizer known, so that a saved model finds it if JSON cannot describe it. */
export const registerOptimizer = (optimizer: Optimizer): void => {
  if (describe(optimizer) !== undefined) return
  const key = keyOf(optimizer)
  const known = own.get(key) ?? []
  if (!known.some((one) => isMadeAlike(one, optimizer))) own.set(key, [...known, optimizer])
}

/** Hyperparameters that were set. */
export type Values = { readonly [name: string]: number }

/** An optimizer as the configuration that is saved with a model. */
export const configOf = (optimizer: Optimizer, values: Values): tf.serialization.ConfigDict => {
  const described = describe(optimizer)
  const json = described ?? { fingerprint: keyOf(optimizer) }
  return {
    optimizer: withoutUnderscores(JSON.stringify(json)),
    values: withoutUnderscores(JSON.stringify(values)),
  }
}

/** The hyperparameters of a configuration. */
export const valuesOf = ({ values }: tf.serialization.ConfigDict): Values =>
  typeof values === 'string' ? JSON.parse(values) : {}

/** The names of the parts in a fingerprint. */
const namesIn = (fingerprint = ''): string =>
  [...fingerprint.matchAll(/"name":"([^"]*)"/g)].map(([, name]) => name).join(', ')

/**
 * The optimizer of a configuration.
 *
 * @throws TypeError if it cannot be made again; the error says what to do.
 */
export const optimizerOf = ({ optimizer: json }: tf.serialization.ConfigDict): Optimizer => {
  if (typeof json !== 'string')
    throw new TypeError(
      `tfOptimizer: a saved optimizer must be JSON, got ${typeof json}; was it saved by this version?`,
    )
  const saved = JSON.parse(json) as Described & { readonly fingerprint?: string }
  const { fingerprint } = saved
  const made = fingerprint === undefined ? [rebuild(saved)] : (own.get(fingerprint) ?? [])
  const [optimizer] = made
  if (made.length !== 1)
    throw new TypeError(
      `tfOptimizer: a saved optimizer with parts or functions of your own, [${namesIn(fingerprint)}], must be made once before the model is loaded, got ${made.length}; call tfOptimizer(optimizer) as when it was saved, with the same functions each time, then load the model`,
    )
  checkOptimizer('tfOptimizer', optimizer)
  return optimizer
}
