import type { Leaf, Transform } from '@momenta/core'
import type { Fields } from './fieldsOf.js'

/** What a rule knows besides its options. */
interface Around {
  readonly leaves: readonly Leaf[]
  /** The transform of a wrapped optimizer, `{name, options}`. */
  readonly inner: (described: unknown) => Transform
}

/** A reference optimizer as a chain. */
export type Rule = (o: Fields, around: Around) => Transform

/** Rules by the reference's names, without the library's. */
export type Rules = { readonly [name: string]: Rule }
