import { chain, type Estimator, type Optimizer, type Transform } from '@momenta/core'
import type { Case, Fields, Mask, Option, Part } from '../cases/Case.js'
import { catalogue, type Factory } from './catalogue.js'

const isPart = (option: object): option is Part => 'kind' in option

/** A mask as a function of the name of a leaf. */
export const maskOf =
  ({ lengthMod2 }: Mask) =>
  (name: string): boolean =>
    name.length % 2 === lengthMod2

const optionOf = (option: Option): unknown =>
  typeof option !== 'object'
    ? option
    : Array.isArray(option)
      ? option.map(optionOf)
      : isPart(option)
        ? built(option)
        : 'fields' in option
          ? optionsFrom((option as Fields).fields)
          : maskOf(option as Mask)

const optionsFrom = (options: { readonly [name: string]: Option }): { [name: string]: unknown } =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [name, optionOf(value)]))

/** What a call of a factory makes. */
export const built = ({ kind, name, options = {}, inside = [], mask }: Part): unknown => {
  const { make, takes } = catalogue[kind][name] as Factory
  const given = optionsFrom(options)
  const [first, second] = inside.map((parts) => chainOf(parts))
  if (takes === 'transform') return make(first, given)
  if (takes === 'masked') return make(first, maskOf(mask as Mask))
  if (takes === 'labelled') {
    const isFirst = maskOf(mask as Mask)
    return make({ a: first, b: second }, (leaf: string) => (isFirst(leaf) ? 'a' : 'b'))
  }
  return make(given)
}

const chainOf = (parts: readonly Part[]): Transform =>
  chain(
    ...parts.map((part) =>
      part.kind === 'optimizers'
        ? (built(part) as Optimizer).transform
        : (built(part) as Transform),
    ),
  )

/** The optimizer of a case. */
export const optimizerOf = (one: Pick<Case, 'chain' | 'estimators'>): Optimizer => ({
  transform: chainOf(one.chain),
  estimators: one.estimators.map((part) => built(part) as Estimator),
})
