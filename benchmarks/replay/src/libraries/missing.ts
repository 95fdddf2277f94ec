const sums = 'needs sums other than the norms of updates, gradients and parameters'
const after = 'needs evaluations after the step'

const reasons: { readonly [reason: string]: string } = {
  [sums]: 'optax.scale_by_lbfgs',
  [after]: 'optax.lbfgs optax.scale_by_backtracking_linesearch torch.LBFGS',
}

/** Why a reference optimizer is not replayed, by its name. */
export const missing: { readonly [name: string]: string } = Object.fromEntries(
  Object.entries(reasons).flatMap(([reason, names]) =>
    names.split(' ').map((name) => [name, `${name}: ${reason}`]),
  ),
)
