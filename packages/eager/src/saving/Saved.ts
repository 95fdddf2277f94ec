import type { Host } from '@momenta/core'

/** A tensor as plain data. */
export interface SavedTensor {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** One part of a chain as plain data. */
export interface SavedPart {
  readonly host: Host
  readonly hyper: { readonly [name: string]: number }
  readonly slots: { readonly [slot: string]: { readonly [leaf: string]: SavedTensor } }
  readonly bank: { readonly [leaf: string]: readonly SavedTensor[] }
}

/** An iterate as plain data: JSON but for the arrays of numbers. */
export interface Saved {
  readonly format: 'momenta-iterate'
  readonly version: 1
  readonly step: number
  /** By the name of the leaf. */
  readonly params: { readonly [leaf: string]: SavedTensor }
  readonly parts: readonly SavedPart[]
}
