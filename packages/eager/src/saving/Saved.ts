import type { Host } from '@momenta/core'
import type { Fingerprint } from '../fingerprint/Fingerprint.js'

/** A tensor as data. In JSON its values are the bytes of float32 numbers, little endian, in base64. */
export interface SavedTensor<V = string> {
  readonly dtype: 'float32'
  readonly shape: readonly number[]
  readonly values: V
}

/** One part of a chain as data. Minus zero, which JSON does not write, stands as the text `-0` in host and hyper. */
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
  /** The optimizer that it is of. */
  readonly optimizer: Fingerprint
  readonly step: number
  /** By the name of the leaf. */
  readonly params: { readonly [leaf: string]: SavedTensor<V> }
  readonly parts: readonly SavedPart<V>[]
  /** Of all the above, so that a change in any place is seen. */
  readonly checksum: string
}
