import type { Declared } from '@momenta/options'

/** A factory or a combinator, whatever its options are. */
export interface AnyFactory {
  (...args: never): unknown
  readonly options: Declared
}

/** The factories that the catalogue has where a program uses them, by name. */
export const used = new Map<string, AnyFactory>()

/**
 * Makes an optimizer known to the catalogue in programs that use it; a bundler leaves it out of all
 * others. In a module of its own.
 */
export const whereUsed = <F extends AnyFactory & { readonly base: unknown }>(factory: F): F => {
  for (const each of [factory, factory.base as AnyFactory]) used.set(each.name, each)
  return factory
}
