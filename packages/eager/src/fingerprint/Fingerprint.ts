import type { Host } from '@momenta/core'

/** What an optimizer is, as JSON: all that decides what its state means, without its hyperparameters. */
export interface Fingerprint {
  readonly parts: readonly {
    readonly name: string
    readonly options: { readonly [name: string]: Host }
    /** What each slot holds at first, `zeros` or `params`. */
    readonly slots: { readonly [slot: string]: string }
  }[]
  readonly estimators: readonly {
    readonly name: string
    readonly options: { readonly [name: string]: Host }
  }[]
}
