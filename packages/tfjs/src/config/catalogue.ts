import { partCatalogues } from '@momenta/optimizers'
import type { Declared } from '@momenta/options'
import * as exported from '../optimizers.js'

/** A factory or a combinator, whatever its options are. */
export interface AnyFactory {
  (...args: never): unknown
  readonly options: Declared
}

const optimizers = Object.values(exported).filter(
  (value): value is typeof value & AnyFactory => 'options' in value,
)

const bases = optimizers.flatMap((factory): AnyFactory[] =>
  'base' in factory ? [factory.base as AnyFactory] : [],
)

/**
 * What an optimizer that is saved with a model may be made of, by the name of its factory: the
 * optimizers that this package exports and their parts, so that a bundle carries no others.
 */
export const catalogue: ReadonlyMap<string, AnyFactory> = new Map(
  [
    ...optimizers,
    ...bases,
    ...Object.values(partCatalogues).flatMap((kind) => Object.values(kind)),
  ].map((factory: AnyFactory) => [factory.name, factory]),
)
