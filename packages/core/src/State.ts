import type { Host } from './Host.js'

/** What one part of a chain keeps from step to step. */
export interface PartState<L> {
  readonly host: Host
  /** The hyperparameters as they are now. */
  readonly hyper: { readonly [name: string]: number }
  /** By slot, then by the name of the leaf, for the leaves that the part acts on. */
  readonly slots: { readonly [slot: string]: { readonly [leaf: string]: L } }
  /** The entries of the memory by the name of the leaf, then by slot number; empty lists for a part without memory. */
  readonly buffers: { readonly [leaf: string]: readonly L[] }
}

/** What an optimizer keeps from step to step: the number of steps taken, and the state of each part of its chain. Host and hyper are JSON. */
export interface State<L> {
  readonly step: number
  readonly parts: readonly PartState<L>[]
}
