import { partCatalogues } from '@momenta/optimizers'
import * as exported from '../optimizers.js'
import { type AnyFactory, used } from './whereUsed.js'

const optimizers = Object.values(exported).filter(
  (value): value is typeof value & AnyFactory => 'options' in value,
)

const bases = optimizers.flatMap((factory): AnyFactory[] =>
  'base' in factory ? [factory.base as AnyFactory] : [],
)

/**
 * What an optimizer that is saved with a model may be made of, by the name of its factory: the
 * optimizers of `optimizers.ts` and their parts, so that a bundle carries no others.
 */
const catalogue: ReadonlyMap<string, AnyFactory> = new Map(
  [
    ...optimizers,
    ...bases,
    ...Object.values(partCatalogues).flatMap((kind) => Object.values(kind)),
  ].map((factory: AnyFactory) => [factory.name, factory]),
)

/** An optimizer with a buffer, which `withCriticalGradients` or `withCriticalMomenta` made. */
const withBuffer = (name: string): AnyFactory | undefined => {
  const [, inner, kind] = /^(.+)(CG|CM)$/.exec(name) ?? []
  const factory = inner === undefined ? undefined : (catalogue.get(inner) ?? used.get(inner))
  if (factory === undefined || !('base' in factory)) return undefined
  const { withCriticalGradients, withCriticalMomenta } = exported
  return (kind === 'CG' ? withCriticalGradients : withCriticalMomenta)(
    factory as typeof exported.adam,
  )
}

/** The factory of a name, from the catalogue or of those that the program uses. */
export const factoryNamed = (name: string): AnyFactory | undefined =>
  catalogue.get(name) ?? used.get(name) ?? withBuffer(name)
