import type { Host } from '@momenta/core'

/**
 * The parts, slots and structural options of an optimizer as JSON: everything that decides the
 * meaning of its state, without hyperparameters.
 */
export interface Fingerprint {
  readonly parts: readonly {
    readonly name: string
    readonly options: { readonly [name: string]: Host }
    /** The initial value of each slot, `zeros` or `params`. */
    readonly slots: { readonly [slot: string]: string }
  }[]
  readonly estimators: readonly {
    readonly name: string
    readonly options: { readonly [name: string]: Host }
  }[]
}
