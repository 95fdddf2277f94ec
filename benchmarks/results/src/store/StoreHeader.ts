import * as t from 'io-ts'

/** The codec of `store.json`, which says what the folder is before any line is read. */
export const StoreHeader = t.readonly(
  t.type({ format: t.literal('momenta-results'), version: t.number }),
  'StoreHeader',
)
