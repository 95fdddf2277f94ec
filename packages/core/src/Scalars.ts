/** The numbers that a plan passes to a body: scalars, or a list of them. */
export type Scalars = { readonly [name: string]: number | readonly number[] }

/** Scalars lifted into the arithmetic of a body. */
export type Lift<K extends Scalars, A> = { readonly [N in keyof K]: Lifted<K[N], A> }

type Lifted<V, A> = V extends number ? A : readonly A[]
