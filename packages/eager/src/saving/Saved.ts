import type { Host } from '@momenta/core'
import type { Fingerprint } from '../fingerprint/Fingerprint.js'

/** A tensor as data. In JSON its values are little-endian float32 numbers in base64. */
export interface SavedTensor<V = string> {
  readonly dtype: 'float32'
  readonly shape: readonly number[]
  readonly values: V
}

/**
 * One part of a chain as data. In `host` and `hyper`, -0, which JSON cannot write, is the string
 * `-0`.
 */
export interface SavedPart<V = string> {
  readonly host: Host
  readonly hyper: { readonly [name: string]: number | '-0' }
  readonly slots: { readonly [slot: string]: { readonly [leaf: string]: SavedTensor<V> } }
  readonly buffers: { readonly [leaf: string]: readonly SavedTensor<V>[] }
}

/** An iterate as plain JSON. */
export interface Saved<V = string> {
  readonly format: 'momenta-iterate'
  readonly version: 2
  /** The optimizer that made it. */
  readonly optimizer: Fingerprint
  readonly step: number
  /** By leaf name. */
  readonly params: { readonly [leaf: string]: SavedTensor<V> }
  readonly parts: readonly SavedPart<V>[]
  /** A hash of all fields above, which detects any change. */
  readonly checksum: string
}
