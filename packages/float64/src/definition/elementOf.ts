import { mapDictionary } from '@momenta/core'

/** One element of each array of a record. */
export const elementOf = (arrays: { readonly [name: string]: Float64Array }, i: number) =>
  mapDictionary(arrays, (leaf) => leaf[i] as number)
