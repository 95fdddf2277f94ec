import type { Arithmetic } from '../Arithmetic.js'
import type { BodyInput, BodyOutput, Variant } from '../Description.js'
import type { Scalars } from '../Scalars.js'
import { checkOutput } from './checkOutput.js'
import type { LeafInput, LeafOutput, LeafPart } from './LeafRun.js'
import { lift } from './lift.js'

/**
 * Runs the bodies of consecutive parts on one leaf, each on the updates of the one before it. This
 * is the definition; compiled forms must give the same bits.
 *
 * @example
 * import type { Arithmetic } from '@momenta/core'
 * import { runLeaf } from '@momenta/core/program'
 *
 * runLeaf({} as Arithmetic<number>, [], { shape: [], updates: 1, params: 2, grads: 3 }) // => { updates: 1, grads: 3, outputs: [] }
 */
export const runLeaf = <A>(
  x: Arithmetic<A>,
  parts: readonly LeafPart<A>[],
  { updates: first, params: p, grads: raw }: LeafInput<A>,
): LeafOutput<A> => {
  let u = first
  let g = raw
  const outputs: BodyOutput<A, string>[] = []
  for (const { description, plan, slots, entries } of parts) {
    const at: BodyInput<A, string, Scalars, Variant> = {
      updates: u,
      params: p,
      grads: g,
      slots,
      entries,
      scalars: lift(x, plan.scalars),
      variant: plan.variant ?? {},
    }
    const out = description.body(x, at)
    checkOutput(description, out)
    u = out.updates
    if (description.rebinds) g = u
    outputs.push(out)
  }
  return { updates: u, grads: g, outputs }
}
