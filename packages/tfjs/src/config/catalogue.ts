import {
  adabelief,
  adabeliefCG,
  adabeliefCM,
  adam,
  adamCG,
  adamCM,
  adamw,
  adamwCG,
  adamwCM,
  amsgrad,
  amsgradCG,
  amsgradCM,
  catalogues,
  lion,
  lionCG,
  lionCM,
  nadam,
  nadamCG,
  nadamCM,
  rmsprop,
  rmspropCG,
  rmspropCM,
  sgd,
  sgdCG,
  sgdCM,
  withSAM,
} from '@momenta/optimizers'
import type { Declared } from '@momenta/options'

/** A factory or a combinator, whatever its options are. */
export interface AnyFactory {
  (...args: never): unknown
  readonly options: Declared
}

const optimizers: readonly AnyFactory[] = [
  ...[adabelief, adabeliefCG, adabeliefCM, adam, adamCG, adamCM, adamw, adamwCG, adamwCM],
  ...[amsgrad, amsgradCG, amsgradCM, lion, lionCG, lionCM, nadam, nadamCG, nadamCM],
  ...[rmsprop, rmspropCG, rmspropCM, sgd, sgdCG, sgdCM, withSAM],
]

/** What an optimizer that is saved with a model may be made of, by the name of its factory. */
export const catalogue: ReadonlyMap<string, AnyFactory> = new Map(
  [...optimizers, ...Object.values(catalogues).flatMap((kind) => Object.values(kind))].map(
    (factory: AnyFactory) => [factory.name, factory],
  ),
)
