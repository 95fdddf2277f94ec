import type { Arithmetic } from '../Arithmetic.js'
import type { BodyInput, BodyOutput, Plan, Variant } from '../Description.js'
import { dictionary } from '../dictionary.js'
import type { Scalars } from '../Scalars.js'
import { checkOutput } from './checkOutput.js'
import type { LeafInput, LeafOutput, LeafPart } from './LeafRun.js'
import { lift } from './lift.js'

const none = {}

/** The companions that a plan reads. */
const chosen = <A>(
  { more: names }: Plan,
  more: LeafInput<A>['more'],
): BodyInput<A, string, Scalars, Variant>['more'] =>
  names === undefined ? none : dictionary(names.map((name) => [name, more?.[name]] as const))

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
  { updates: first, params: p, grads: raw, more }: LeafInput<A>,
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
      more: chosen(plan, more),
      scalars: lift(x, plan.scalars),
      variant: plan.variant ?? {},
    }
    const out = description.body(x, at)
    checkOutput(description, plan, out)
    u = out.updates
    if (description.rebinds) g = u
    outputs.push(out)
  }
  return { updates: u, grads: g, outputs }
}
