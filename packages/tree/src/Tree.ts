/** A tree of leaves: a leaf, a list of trees, or a record of trees. */
export type Tree<L> = L | readonly Tree<L>[] | { readonly [name: string]: Tree<L> }
