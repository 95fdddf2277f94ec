import type { LeafArithmetic, LeafEvaluation, LeafOracle } from '@momenta/core'

/** Added to the norm that SAM divides by, so that a zero gradient gives a zero perturbation. */
export const tiny = 1e-12

/**
 * An oracle that returns the gradients at w + e(w) and the value at w, both on the same microbatch.
 *
 * @param perturbation - Computes e from the leaves and their gradients at w.
 */
export const ascended =
  <L>(
    oracle: LeafOracle<L>,
    x: LeafArithmetic<L>,
    perturbation: (params: readonly L[], grads: readonly L[]) => readonly L[],
  ): LeafOracle<L> =>
  (params, microbatch) =>
    x.scope((): LeafEvaluation<L> => {
      const { value, grads } = oracle(params, microbatch)
      const e = perturbation(params, grads)
      const there = params.map((leaf, i) => x.add(leaf, e[i] as L))
      return { value, grads: oracle(there, microbatch).grads }
    })
