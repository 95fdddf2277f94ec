import { mapDictionary } from '@momenta/core'
import { withoutMinusZero } from './minusZero.js'
import type { Saved } from './Saved.js'

/** Replaces -0 in host state and hyperparameters, which JSON cannot write. */
export const encode = <V>(raw: Saved<V>): Saved<V> => ({
  ...raw,
  parts: raw.parts.map((part) => ({
    ...part,
    host: withoutMinusZero(part.host),
    hyper: mapDictionary(part.hyper, (n) => (Object.is(n, -0) ? '-0' : n)),
  })),
})
