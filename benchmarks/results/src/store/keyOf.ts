import { createHash } from 'node:crypto'
import { canonicalJson } from './canonicalJson.js'
import type { Unit } from './Unit.js'

/**
 * The key of a unit of work: sha256, in hexadecimal, of the canonical JSON of its config, seed and
 * code.
 *
 * @throws TypeError if the config is not JSON, see {@link canonicalJson}.
 * @example
 * import { keyOf } from '@momenta/bench-results'
 *
 * keyOf({ config: { lr: 0.1, s: 5 }, seed: 1, code: '1.0.0' }) === keyOf({ code: '1.0.0', seed: 1, config: { s: 5, lr: 0.1 } }) // => true
 */
export const keyOf = ({ config, seed, code }: Unit): string =>
  createHash('sha256').update(canonicalJson({ config, seed, code })).digest('hex')
