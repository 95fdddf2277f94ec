import type { LeafArithmetic, LeafEvaluation, LeafOracle } from '@momenta/core'

/** Added to the norm that SAM divides by, so that a zero gradient gives a zero perturbation. */
export const tiny = 1e-12

/**
 * An oracle that returns the gradients at w + e(w), and the value and the auxiliary outputs at w,
 * both on the same microbatch. Its evaluation i calls the oracle for the evaluations 2i, at w, and
 * 2i + 1. So evaluation 0 is always at the parameters of the iterate.
 *
 * @param perturbation - Computes e elementwise from the leaves and their gradients at w, and from
 *   sums over all leaves; both may be packed.
 */
export const perturb =
  <L>(
    oracle: LeafOracle<L>,
    x: LeafArithmetic<L>,
    perturbation: (params: readonly L[], grads: readonly L[]) => readonly L[],
  ): LeafOracle<L> =>
  (params, microbatch, evaluation = 0) =>
    x.scope((): LeafEvaluation<L> => {
      const here = oracle(params, microbatch, 2 * evaluation)
      const there = x.scope(() => {
        const packed = x.pack(params)
        const e = perturbation(packed, x.pack(here.grads))
        const moved = packed.map((leaf, i) => x.add(leaf, e[i] as L))
        return { value: here.value, grads: x.unpack(moved, params) }
      }).grads
      return { ...here, grads: oracle(there, microbatch, 2 * evaluation + 1).grads }
    })
