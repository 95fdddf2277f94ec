import type { Option as Declaration, Declared, Shape } from '@momenta/options'
import type { Kind, Option } from '../cases/Case.js'
import { catalogue, type Factory } from './catalogue.js'
import { guessedOptions } from './guessedOptions.js'

/** What an option may be: one of these values, a part of one of these kinds, a function of names. */
export interface Choice {
  readonly values: readonly Option[]
  readonly parts: readonly Kind[]
  readonly masks: boolean
  readonly required: boolean
}

/** Small whole numbers more often: what happens every few steps shall happen in few steps. */
const pool = [0, 1, 1, 2, 2, 3, 5, 0.1, 0.5, 0.9, 0.999, 1e-3]

const kindOf: { readonly [kind: string]: Kind } = {
  schedule: 'schedules',
  policy: 'policies',
  aggregator: 'aggregators',
  key: 'keys',
  transform: 'transforms',
}

const nothing: Choice = { values: [], parts: [], masks: false, required: false }

const choiceOf = (shape: Shape, accepts: (value: Option) => boolean): Choice => {
  switch (shape.kind) {
    case 'number':
      return { ...nothing, values: pool.filter(accepts) }
    case 'flag':
      return { ...nothing, values: [true, false] }
    case 'choice':
      return { ...nothing, values: shape.choices }
    case 'part': {
      const kind = kindOf[shape.of]
      return { ...nothing, parts: kind === undefined ? [] : [kind] }
    }
    case 'predicate':
      return { ...nothing, masks: true }
    case 'list':
      return { ...nothing, values: [[1], [1, 3]].filter(accepts) }
    case 'either': {
      const all = shape.of.map((one) => choiceOf(one.shape, (value) => isValid(one, value)))
      return {
        ...nothing,
        values: all.flatMap(({ values }) => values),
        parts: all.flatMap(({ parts }) => parts),
        masks: all.some(({ masks }) => masks),
      }
    }
    case 'record':
      return nothing
  }
}

const isValid = ({ problemOf }: Declaration, value: Option): boolean =>
  problemOf(value) === undefined

const found = (kind: Kind, name: string): { readonly [option: string]: Choice } => {
  const factory = catalogue[kind][name] as Factory
  if (factory.takes === 'masked' || factory.takes === 'labelled') return {}
  const { options } = factory.make as { readonly options?: Declared }
  if (options === undefined) return guessedOptions(kind, name, factory)
  return Object.fromEntries(
    Object.entries(options).map(([option, declared]) => [
      option,
      {
        ...choiceOf(declared.shape, (value) => isValid(declared, value)),
        required: declared.presence === 'required',
      },
    ]),
  )
}

const known = new Map<Factory, ReturnType<typeof found>>()

/** What the options of a factory may be, from its declarations. */
export const optionsOf = (kind: Kind, name: string): { readonly [option: string]: Choice } => {
  const factory = catalogue[kind][name] as Factory
  const options = known.get(factory) ?? found(kind, name)
  known.set(factory, options)
  return options
}
