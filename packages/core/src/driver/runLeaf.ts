import type { Arithmetic } from '../Arithmetic.js'
import type { In, Lift, Out, Scalars } from '../Description.js'
import { mapDictionary } from '../mapDictionary.js'
import type { LeafAt, LeafOut, LeafPart } from './LeafPart.js'

const lift = <A>(x: Arithmetic<A>, k: Scalars): Lift<Scalars, A> =>
  mapDictionary(k, (n) => (typeof n === 'number' ? x.of(n) : n.map((m) => x.of(m)))) as Lift<
    Scalars,
    A
  >

/**
 * Runs the bodies of consecutive parts on one leaf, each on what the one before it answered: the definition that every
 * compiled form must agree with.
 *
 * @example
 * import { type Arithmetic, runLeaf } from '@momenta/core'
 *
 * runLeaf({} as Arithmetic<number>, [], { u: 1, p: 2, g: 3 }) // => { u: 1, g: 3, outs: [] }
 */
export const runLeaf = <A>(
  x: Arithmetic<A>,
  parts: readonly LeafPart<A>[],
  { u: first, p, g: raw }: LeafAt<A>,
): LeafOut<A> => {
  let u = first
  let g = raw
  const outs: Out<A, string>[] = []
  for (const { description, plan, slots, entries } of parts) {
    const at: In<A, string, Scalars, string> = {
      u,
      p,
      g,
      s: slots,
      e: entries,
      k: lift(x, plan.k),
      how: plan.how,
    }
    const out = description.body(x, at)
    u = out.u
    if (description.rebinds) g = u
    outs.push(out)
  }
  return { u, g, outs }
}
