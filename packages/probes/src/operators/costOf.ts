import type { Cost } from '../records/Cost.js'
import type { Operator } from './Operator.js'

/** The cost of numbers of products with operators, including their preparation. */
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

/** The cost of the bound on the rounding of an operator's products. */
export const roundingCost = ({ rounding }: Operator): Cost =>
  rounding?.cost ?? { gradients: 0, losses: 0 }

/** The sum of costs. */
export const costSum = <C extends Cost>(first: C, ...others: readonly Cost[]): C => ({
  ...first,
  gradients: others.reduce((sum, { gradients }) => sum + gradients, first.gradients),
  losses: others.reduce((sum, { losses }) => sum + losses, first.losses),
})
