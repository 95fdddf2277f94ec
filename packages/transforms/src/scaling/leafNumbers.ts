import { dictionary, type Leaf } from '@momenta/core'

/** A host state with a number for each leaf, null before the first step. */
export type LeafNumbers = { readonly byLeaf: { readonly [leaf: string]: number | null } }

/** The host state before the first step. */
export const leafNumbers = (leaves: readonly Leaf[]): LeafNumbers => ({
  byLeaf: dictionary(leaves.map(({ name }) => [name, null])),
})

/** The host state with those numbers. */
export const withNumbers = (
  names: readonly string[],
  values: readonly (number | null)[],
): LeafNumbers => ({
  byLeaf: dictionary(names.map((name, i) => [name, values[i] ?? null])),
})

/** The host state with the size of each leaf, from which {@link rmsOf} knows them. */
export const leafSizes = (leaves: readonly Leaf[]): LeafNumbers => ({
  byLeaf: dictionary(leaves.map(({ name, size }) => [name, size])),
})

/** The root mean squares of leaves from their norms; 0 of a leaf without elements. */
export const rmsOf = (
  { byLeaf }: LeafNumbers,
  names: readonly string[],
  norms: readonly number[],
): readonly number[] => norms.map((norm, i) => norm / Math.sqrt(byLeaf[names[i] as string] || 1))
