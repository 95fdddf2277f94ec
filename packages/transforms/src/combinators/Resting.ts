import { type Variant, wrapVariant } from '@momenta/core'

/** The variant of a part that rests in some steps: that of the part inside in the others. */
export type Resting = { readonly rests: true } | { readonly rests: false; readonly inner: Variant }

/** The part rests in this step. */
export const resting: Resting = { rests: true }

/** The part inside runs, with its own variant. */
export const running = wrapVariant((inner): Resting => ({ rests: false, inner }))
