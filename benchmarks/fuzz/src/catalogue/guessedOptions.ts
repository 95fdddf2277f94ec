import type { Kind, Option } from '../cases/Case.js'
import type { Factory } from './catalogue.js'
import type { Choice } from './optionsOf.js'

/** What stands behind an option that is no number, flag or choice. */
const structured: { readonly [option: string]: Kind | 'mask' } = {
  policy: 'policies',
  aggregator: 'aggregators',
  key: 'keys',
  schedule: 'schedules',
  after: 'schedules',
  learningRate: 'schedules',
  lr: 'schedules',
  clip: 'transforms',
  mask: 'mask',
  weightDecayMask: 'mask',
}

/** Values of options that are not checked. */
const unchecked: { readonly [option: string]: readonly Option[] } = { perLeaf: [true, false] }

const pool: readonly Option[] = [
  ...[0, 1, 1, 2, 2, 3, 5, 0.1, 0.5, 0.9, 0.999, 1e-3],
  ...[true, false],
  [1, 3],
]

/** The names of the options that a factory looks at. */
const readBy = ({ make, takes }: Factory): readonly string[] => {
  const read = new Set<string>()
  const get = (_: object, name: string | symbol) => {
    if (typeof name === 'string') read.add(name)
  }
  try {
    make(...(takes === 'transform' ? [[]] : []), new Proxy({}, { get }))
  } catch {
    // it wants more than defaults
  }
  return [...read]
}

/** Options that stand behind a rest, where they cannot be seen to be read. */
const memoryOptions = ['capacity', 'policy', 'aggregator', 'key', 'read', 'nu']
const commonOptions = ['learningRate', 'weightDecay', 'decoupled', 'weightDecayMask', 'clip']

const errorOf = (factory: Factory, name: string, value: unknown): string | undefined => {
  try {
    factory.make(...(factory.takes === 'transform' ? [[]] : []), { [name]: value })
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The choices that an error names: `must be 'before' or 'after'`. */
const choicesIn = (message: string | undefined): readonly string[] =>
  [...(message ?? '').replace(/, got .*$/s, '').matchAll(/'([^']*)'/g)].map(
    ([, choice]) => choice as string,
  )

const choice = (option: string, values: readonly Option[]): Choice => {
  const kind = structured[option]
  return {
    values,
    parts: kind === undefined || kind === 'mask' ? [] : [kind],
    masks: kind === 'mask',
    required: false,
  }
}

/** What the options of a factory without declarations may be: values of a pool that it accepts, and the choices that its errors name. */
export const guessedOptions = (
  kind: Kind,
  name: string,
  factory: Factory,
): { readonly [option: string]: Choice } => {
  const hidden =
    kind === 'optimizers' && factory.from === '@momenta/optimizers'
      ? [...commonOptions, ...(/C[MG]$/.test(name) ? memoryOptions : [])]
      : []
  return Object.fromEntries(
    [...new Set([...readBy(factory), ...hidden])].flatMap((option) => {
      const refusal = errorOf(factory, option, 'no choice')
      // What is not checked takes anything, and says nothing.
      if (refusal === undefined)
        return option in structured || option in unchecked
          ? [[option, choice(option, unchecked[option] ?? [])]]
          : []
      const values = [...pool, ...choicesIn(refusal)]
      const accepted = values.filter((value) => errorOf(factory, option, value) === undefined)
      return [[option, choice(option, accepted)]]
    }),
  )
}
