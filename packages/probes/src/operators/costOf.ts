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
