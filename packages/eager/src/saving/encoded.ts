import { mapDictionary } from '@momenta/core'
import { withoutMinusZero } from './minusZero.js'
import type { Saved } from './Saved.js'

/** Data as JSON holds them: without minus zero in host state and hyperparameters. */
export const encoded = <V>(raw: Saved<V>): Saved<V> => ({
  ...raw,
  parts: raw.parts.map((part) => ({
    ...part,
    host: withoutMinusZero(part.host),
    hyper: mapDictionary(part.hyper, (n) => (Object.is(n, -0) ? '-0' : n)),
  })),
})
