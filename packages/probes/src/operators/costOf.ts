import type { Cost } from '../records/Cost.js'
import type { Operator } from './Operator.js'

/** What numbers of products with operators cost, with what making them ready costs. */
export const costOf = (
  ...used: readonly (readonly [Operator, number])[]
): Cost & { readonly matvecs: number } => {
  const total = { matvecs: 0, gradients: 0, losses: 0 }
  for (const [{ cost, setup }, n] of used) {
    if (n === 0) continue
    total.matvecs += n
    total.gradients += n * cost.gradients + (setup?.gradients ?? 0)
    total.losses += n * cost.losses + (setup?.losses ?? 0)
  }
  return total
}

/** What bounding the rounding of an operator's products costs. */
export const roundingCost = ({ rounding }: Operator): Cost =>
  rounding?.cost ?? { gradients: 0, losses: 0 }

/** Costs together. */
export const costSum = <C extends Cost>(first: C, ...others: readonly Cost[]): C => ({
  ...first,
  gradients: others.reduce((sum, { gradients }) => sum + gradients, first.gradients),
  losses: others.reduce((sum, { losses }) => sum + losses, first.losses),
})
