import type { Declared, Shape } from '@momenta/options'
import type { Kind, Option } from '../cases/Case.js'
import { catalogue, type Factory } from './catalogue.js'

/**
 * What an option may be: one of these values, a part of one of these kinds, a function of names.
 */
export interface Choice {
  readonly values: readonly Option[]
  readonly parts: readonly Kind[]
  readonly masks: boolean
  /** Where it is a record, what its fields may be. */
  readonly fields?: { readonly [option: string]: Choice }
  readonly required: boolean
}

/** Small integers more often, so that what happens every few steps happens in a short run. */
const pool = [0, 1, 1, 2, 2, 3, 5, 0.1, 0.5, 0.9, 0.999, 1e-3]

const kindOf: { readonly [kind: string]: Kind } = {
  schedule: 'schedules',
  policy: 'policies',
  aggregator: 'aggregators',
  key: 'keys',
  transform: 'transforms',
  base: 'bases',
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
      const all = shape.of.map((one) =>
        choiceOf(one.shape, (value) => one.problemOf(value) === undefined),
      )
      return {
        ...nothing,
        values: all.flatMap(({ values }) => values),
        parts: all.flatMap(({ parts }) => parts),
        masks: all.some(({ masks }) => masks),
      }
    }
    case 'record':
      return { ...nothing, fields: choicesOf(shape.options) }
    case 'value':
      return nothing
  }
}

const choicesOf = (options: Declared): { readonly [option: string]: Choice } =>
  Object.fromEntries(
    Object.entries(options).map(
      ([option, { shape, presence, problemOf }]) =>
        [
          option,
          {
            ...choiceOf(shape, (value) => problemOf(value) === undefined),
            required: presence === 'required',
          },
        ] as const,
    ),
  )

/** Options of the optimizers of the authors' code, which declare none. */
const official: { readonly [option: string]: readonly Option[] } = {
  topC: [1, 2, 3],
  weightDecay: [0, 0.1],
  decay: [0.5, 1],
  criticalTest: [0, 1],
  synced: [true, false],
}

const found = (kind: Kind, name: string): { readonly [option: string]: Choice } => {
  const { make, takes, from } = catalogue[kind][name] as Factory
  if (takes === 'masked' || takes === 'labelled') return {}
  const { options = {} } = make as { readonly options?: Declared }
  const undeclared = from.endsWith('/official') ? Object.entries(official) : []
  return {
    ...Object.fromEntries(undeclared.map(([option, values]) => [option, { ...nothing, values }])),
    ...choicesOf(options),
  }
}

const known = new Map<Factory, ReturnType<typeof found>>()

/** What the options of a factory may be, from its declarations. */
export const optionsOf = (kind: Kind, name: string): { readonly [option: string]: Choice } => {
  const factory = catalogue[kind][name] as Factory
  const options = known.get(factory) ?? found(kind, name)
  known.set(factory, options)
  return options
}
