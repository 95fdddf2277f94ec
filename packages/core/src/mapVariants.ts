import type { Plan, Planned, Variant } from './Description.js'
import type { Scalars } from './Scalars.js'

/**
 * A plan, or a list with one for each leaf, with other variants: how a combinator nests the variant
 * of the part inside in its own.
 *
 * @example
 * import { mapVariants } from '@momenta/core'
 *
 * mapVariants({ scalars: { rate: 1 } }, (inner = {}) => ({ rests: false, inner }))
 * // => { scalars: { rate: 1 }, variant: { rests: false, inner: {} } }
 */
export const mapVariants = <W extends Variant>(
  plan: Planned['plan'],
  map: (variant?: Variant) => W,
): Plan<Scalars, W> | readonly Plan<Scalars, W>[] => {
  const mapped = (one: Plan) => ({ ...one, variant: map(one.variant) })
  return 'scalars' in plan ? mapped(plan) : plan.map(mapped)
}
