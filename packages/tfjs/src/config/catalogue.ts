import { catalogues } from '@momenta/optimizers'
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

/** What an optimizer that is saved with a model may be made of, by the name of its factory. */
export const catalogue: ReadonlyMap<string, AnyFactory> = new Map(
  [...optimizers, ...Object.values(catalogues).flatMap((kind) => Object.values(kind))].map(
    (factory: AnyFactory) => [factory.name, factory],
  ),
)
