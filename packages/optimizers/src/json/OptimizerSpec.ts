import type { BaseName } from '../bases/optimizers.js'
import type { JsonRecord } from './Json.js'

/** A part of a catalogue as JSON: its name, and the options of its factory. */
export type NamedSpec<N extends string = string> = JsonRecord & { readonly name: N }

/** A memory as JSON; what is left out has the default of `remember`. */
export interface MemorySpec {
  /** Critical gradients or critical momenta. */
  readonly of: 'gradients' | 'momenta'
  readonly capacity?: number
  readonly policy?: NamedSpec
  readonly aggregator?: NamedSpec
  readonly key?: NamedSpec
  readonly read?: 'before' | 'after'
  readonly kappa?: number
  readonly nu?: 'aggregate' | 'gradients'
  readonly startup?: 'burst' | 'debiased'
}

/**
 * An optimizer as JSON. What is left out has the default of the part that it describes.
 *
 * @example
 * import type { OptimizerSpec } from '@momenta/optimizers'
 *
 * const spec: OptimizerSpec = {
 *   base: { name: 'adam', b2: 0.99 },
 *   learningRate: { name: 'cosine', init: 0.01, steps: 1000 },
 *   memory: { of: 'momenta', capacity: 20, policy: { name: 'priority', decay: 0.99 } },
 *   estimators: [{ name: 'sam', rho: 0.05 }],
 * }
 */
export interface OptimizerSpec {
  readonly base: NamedSpec<BaseName>
  /** A number, or a schedule by name. */
  readonly learningRate?: number | NamedSpec
  readonly weightDecay?: number
  /** Default true for adamw and lion. */
  readonly decoupled?: boolean
  readonly memory?: MemorySpec
  readonly estimators?: readonly NamedSpec[]
  readonly clip?: JsonRecord & { readonly by: 'value' | 'leafNorm' | 'globalNorm' }
}
