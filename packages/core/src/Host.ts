/**
 * The state of a part of an optimizer that is plain JSON: counts, keys, flags.
 *
 * State per leaf is a record under the key `byLeaf`, by leaf name, with exactly the leaves that the
 * part acts on, so that it can be checked and extended whatever combinators wrap it.
 */
export type Host =
  | number
  | string
  | boolean
  | null
  | readonly Host[]
  | { readonly [name: string]: Host }
