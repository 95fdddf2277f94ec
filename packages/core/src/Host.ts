/**
 * What a part of an optimizer remembers as plain JSON: counts, keys, flags.
 *
 * What it keeps for each of its leaves stands in a record under the key `byLeaf`, by the name of the leaf, with just the
 * leaves that the part acts on: so that a state is checked and extended whatever combinators wrapped around it.
 */
export type Host =
  | number
  | string
  | boolean
  | null
  | readonly Host[]
  | { readonly [name: string]: Host }
