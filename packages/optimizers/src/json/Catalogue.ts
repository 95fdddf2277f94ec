import type { Declared } from '@momenta/options'

/** A factory of a catalogue, whatever its options are. */
interface CatalogueFactory<A> {
  (...options: never): A
  readonly options: Declared
  readonly example: () => A
}

/** Factories by name. */
export type Catalogue<A = unknown> = { readonly [name: string]: CatalogueFactory<A> }
