import type { PartState } from '../State.js'

/** The part of a state that decisions depend on, in any interpreter. */
export interface Decidable {
  readonly step: number
  readonly parts: readonly Pick<PartState<unknown>, 'host' | 'hyper' | 'buffers'>[]
}
