import * as t from 'io-ts'

/** The codec of `store.json`, which identifies the folder before any line is read. */
export const StoreHeader = t.readonly(
  t.type({ format: t.literal('momenta-results'), version: t.number }),
  'StoreHeader',
)
