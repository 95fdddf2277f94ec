import type { Arithmetic } from '../Arithmetic.js'
import { mapDictionary } from '../mapDictionary.js'
import type { Lift, Scalars } from '../Scalars.js'

/** Scalars in an arithmetic. */
export const lift = <A>(x: Arithmetic<A>, k: Scalars): Lift<Scalars, A> =>
  mapDictionary(k, (n) => (typeof n === 'number' ? x.of(n) : n.map((m) => x.of(m)))) as Lift<
    Scalars,
    A
  >
