/** A JSON value. */
export type Json = number | string | boolean | null | readonly Json[] | JsonRecord

/** A JSON object. */
export type JsonRecord = { readonly [name: string]: Json }
