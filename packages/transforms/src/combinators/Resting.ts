import { type Variant, wrapVariant } from '@momenta/core'

/** The variant of a part that skips some steps; in the others it is that of the inner part. */
export type Resting = { readonly rests: true } | { readonly rests: false; readonly inner: Variant }

/** The part skips this step. */
export const resting: Resting = { rests: true }

/** The inner part runs, with its own variant. */
export const running = wrapVariant((inner): Resting => ({ rests: false, inner }))
