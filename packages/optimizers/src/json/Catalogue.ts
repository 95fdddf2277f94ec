// biome-ignore lint/suspicious/noExplicitAny: each factory of a catalogue has options of its own.
type Factory<A> = (options?: any) => A

/** Factories by name. */
export type Catalogue<A> = { readonly [name: string]: Factory<A> }
