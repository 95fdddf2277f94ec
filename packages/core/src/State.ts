import type { Host } from './Host.js'

/** The state of one part of a chain. */
export interface PartState<L> {
  readonly host: Host
  /** The current hyperparameters. */
  readonly hyper: { readonly [name: string]: number }
  /** By slot, then by leaf name, for the leaves that the part acts on. */
  readonly slots: { readonly [slot: string]: { readonly [leaf: string]: L } }
  /**
   * The entries of the memory, by leaf name, then by slot number; empty lists for a part without
   * memory.
   */
  readonly buffers: { readonly [leaf: string]: readonly L[] }
}

/**
 * The state of an optimizer: the number of steps taken, and the state of each part of its chain.
 * `host` and `hyper` are JSON.
 */
export interface State<L> {
  readonly step: number
  readonly parts: readonly PartState<L>[]
}
