import type { WholeArithmetic } from '@momenta/core'

/** The growth of the norm that Fira allows in a step, and what keeps its quotients finite. */
const [growth, tiny] = [1.01, 1e-8]

/** A gradient outside a subspace, its part in it, and that part as Adam scales it. */
interface Split<A> {
  readonly whole: A
  readonly low: A
  readonly scaled: A
}

/**
 * The gradient outside the subspace, each row times the ratio of the norms of `scaled` and `low`;
 * its norm is limited to 1.01 times the one before.
 *
 * @param before - The norm in the step before, undefined in the first.
 */
export const limitedResidual = <A>(
  x: WholeArithmetic<A>,
  { whole, low, scaled }: Split<A>,
  before: A | undefined,
): { readonly residual: A; readonly norm: A } => {
  const lengths = (a: A) => x.sqrt(x.sumOver(x.mul(a, a), [1]))
  const residual = x.mul(whole, x.div(lengths(scaled), x.add(lengths(low), x.of(tiny))))
  const norm = x.norm(residual)
  if (before === undefined) return { residual, norm }
  const ratio = x.max(x.div(norm, x.add(before, x.of(tiny))), x.of(growth))
  const limit = x.div(x.of(growth), ratio)
  return { residual: x.mul(limit, residual), norm: x.mul(limit, norm) }
}
