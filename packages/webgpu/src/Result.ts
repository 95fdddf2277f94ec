import type { Missing } from './Missing.js'

/** A value (`ok` is true), or why there is none. */
export type Result<T> = (T & { readonly ok: true }) | (Missing & { readonly ok: false })
