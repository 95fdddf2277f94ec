import type { Transform } from '@momenta/core'
import fc from 'fast-check'
import { built } from '../catalogue/built.js'
import { catalogue, type Factory } from '../catalogue/catalogue.js'
import { type Choice, optionsOf } from '../catalogue/optionsOf.js'
import type { Kind, Mask, Option, Part } from './Case.js'
import { remembered } from './remembered.js'

/** Leaves by the length of their names. */
export const mask: fc.Arbitrary<Mask> = fc.record({ lengthMod2: fc.constantFrom<0 | 1>(0, 1) })

const clips = Object.keys(catalogue.transforms).filter((name) => name.startsWith('clip'))

/**
 * One option: a value that the factory accepts, or a part or a mask where it takes one, with a
 * bound on the depth of nested parts.
 */
const optionValue = (
  { values, parts, masks, fields, required }: Choice,
  depth: number,
): fc.Arbitrary<Option> | undefined => {
  const all: readonly fc.Arbitrary<Option>[] = [
    ...(values.length > 0 ? [fc.constantFrom(...values)] : []),
    ...(masks ? [mask] : []),
    ...(fields === undefined ? [] : [given(fields, depth).map((some) => ({ fields: some }))]),
    ...parts.flatMap((kind) =>
      kind === 'transforms'
        ? [fc.constantFrom(...clips).chain((name) => called(kind, name, 0))]
        : depth > 0 || required
          ? [part(kind, depth - 1)]
          : [],
    ),
  ]
  return all.length === 0 ? undefined : fc.oneof(...all)
}

/** Values for options, each left out half of the time where it may be. */
const given = (
  choices: { readonly [option: string]: Choice },
  depth: number,
): fc.Arbitrary<{ [name: string]: Option }> => {
  const drawn = Object.entries(choices).flatMap(([option, choice]) => {
    const value = optionValue(choice, depth)
    return value === undefined ? [] : [{ option, value, required: choice.required }]
  })
  return fc.record(Object.fromEntries(drawn.map(({ option, value }) => [option, value])), {
    requiredKeys: drawn.filter(({ required }) => required).map(({ option }) => option),
  })
}

/** `join` takes one schedule more than boundaries, which no option can say by itself. */
const joined = (depth: number): fc.Arbitrary<{ [name: string]: Option }> =>
  depth <= 0
    ? fc.constant({})
    : fc.record({
        schedules: fc.tuple(part('schedules', depth - 1), part('schedules', depth - 1)),
        boundaries: fc.constantFrom([1], [2], [4]),
      })

/** A call of a factory that takes options. */
export const called = remembered((kind: Kind, name: string, depth: number): fc.Arbitrary<Part> => {
  const options = name === 'join' ? joined(depth) : given(optionsOf(kind, name), depth)
  return options
    .map((some): Part => {
      const all = Object.keys(some).length === 0 ? {} : { options: some }
      return { kind, name, ...all }
    })
    .filter(isAccepted)
})

/** Whether the options of a call go together. */
const isAccepted = (one: Part): boolean => {
  try {
    built({ ...one, ...(catalogue[one.kind][one.name]?.takes === 'transform' && { inside: [[]] }) })
    return true
  } catch {
    return false
  }
}

const namesOf = (kind: Kind, isWanted: (factory: Factory) => boolean): readonly string[] =>
  Object.entries(catalogue[kind])
    .filter(([, factory]) => isWanted(factory))
    .map(([name]) => name)

/** Any part of a kind that takes options. */
export const part = remembered(
  (kind: Kind, depth: number): fc.Arbitrary<Part> =>
    fc
      .constantFrom(...namesOf(kind, ({ takes }) => takes === 'options'))
      .chain((name) => called(kind, name, depth)),
)

/**
 * Any transform that takes options; those that keep state or measure, where most can go wrong,
 * three times as often.
 */
const transform = (): fc.Arbitrary<Part> => {
  const names = namesOf('transforms', ({ takes }) => takes === 'options')
  const often = names.flatMap((name) => (isInvolved(name) ? [name, name, name] : [name]))
  return fc.constantFrom(...often).chain((name) => called('transforms', name, 1))
}

const isInvolved = (name: string): boolean => {
  const { make } = catalogue.transforms[name] as Factory
  return (make() as Transform).some(
    ({ slots, needs = [], reductions }) =>
      Object.keys(slots).length > 0 || needs.length > 0 || reductions !== undefined,
  )
}

/**
 * A combinator around chains; those that change how a chain runs twice as often as those that say
 * on which leaves.
 */
const combinator = (depth: number): fc.Arbitrary<Part> =>
  fc
    .constantFrom(
      ...namesOf('transforms', ({ takes }) => takes !== 'options'),
      ...namesOf('transforms', ({ takes }) => takes === 'transform'),
    )
    .chain((name): fc.Arbitrary<Part> => {
      const { takes } = catalogue.transforms[name] as Factory
      const one = chain(depth - 1, 3)
      return takes === 'transform'
        ? fc
            .tuple(one, called('transforms', name, 0))
            .map(([inside, made]) => ({ ...made, inside: [inside] }))
        : fc
            .tuple(takes === 'masked' ? fc.tuple(one) : fc.tuple(one, one), mask)
            .map(([inside, only]) => ({ kind: 'transforms', name, inside, mask: only }))
    })

/** A chain of parts: transforms, memories, finished optimizers, combinators around chains. */
export const chain = remembered((depth: number, most: number): fc.Arbitrary<readonly Part[]> => {
  const one = fc.oneof(
    { weight: 5, arbitrary: transform() },
    { weight: 1, arbitrary: part('memories', 1) },
    { weight: 1, arbitrary: part('optimizers', 1) },
    ...(depth > 0 ? [{ weight: 3, arbitrary: combinator(depth) }] : []),
  )
  const lengths = fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 20, arbitrary: fc.integer({ min: 1, max: most }) },
  )
  return lengths.chain((length) => fc.array(one, { minLength: length, maxLength: length }))
})
