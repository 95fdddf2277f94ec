/** A flattened tree of auxiliary outputs. */
interface FlatOutputs<L> {
  readonly leaves: readonly L[]
  readonly names: readonly string[]
  readonly rebuild: (leaves: readonly L[]) => unknown
}

/** The auxiliary outputs of one step, for an interpreter. */
export interface AuxiliaryOutputs<L> {
  /**
   * The leaves of a tree that an oracle returned, as a field of an evaluation. Nothing for
   * perturbed evaluations.
   */
  readonly flat: (tree: unknown, evaluation: number) => { readonly aux?: readonly L[] }
  /** Leaves as a tree again, as a field of an iterate. */
  readonly tree: <A>(aux: readonly L[] | undefined) => { readonly aux?: A }
}

/**
 * Flattens the auxiliary outputs of the evaluations of one step, for interpreters.
 *
 * Only those of evaluation 0 count, which is at the parameters of the iterate.
 *
 * @param flatten - Flattens a tree and checks it.
 * @param shapeOf - The shape of a leaf.
 * @throws TypeError from `flat` if the microbatches of a step return other trees or shapes, which
 *   have no mean.
 *
 * @example
 * import { auxiliaryOutputs } from '@momenta/core/program'
 *
 * const flatten = ({ mean }: { mean: number }) => ({
 *   leaves: [mean],
 *   names: ['mean'],
 *   rebuild: ([mean]: readonly number[]) => ({ mean }),
 * })
 * const { flat, tree } = auxiliaryOutputs<number>(flatten as never, () => [])
 * flat({ mean: 3 }, 0) // => { aux: [3] }
 * flat({ mean: 5 }, 1) // => {}
 * tree([3]) // => { aux: { mean: 3 } }
 */
export const auxiliaryOutputs = <L>(
  flatten: (tree: unknown) => FlatOutputs<L>,
  shapeOf: (leaf: L) => readonly number[],
): AuxiliaryOutputs<L> => {
  let first: { readonly flat?: FlatOutputs<L>; readonly layout: string } | undefined
  return {
    flat: (tree, evaluation) => {
      if (evaluation !== 0) return {}
      const flat = tree === undefined ? undefined : flatten(tree)
      const layout =
        flat === undefined
          ? 'none'
          : JSON.stringify(flat.names.map((name, i) => [name, shapeOf(flat.leaves[i] as L)]))
      first ??= flat === undefined ? { layout } : { flat, layout }
      if (layout !== first.layout)
        throw new TypeError(
          `step: the auxiliary outputs must have the same names and shapes on all microbatches, got ${layout} after ${first.layout}`,
        )
      return flat === undefined ? {} : { aux: flat.leaves }
    },
    tree: <A>(aux: readonly L[] | undefined) =>
      aux === undefined ? {} : { aux: first?.flat?.rebuild(aux) as A },
  }
}
