import { madeBy } from '@momenta/options'
import { factoryNamed } from './catalogue.js'

/** A part as JSON: its factory, the options, and the part inside of a combinator. */
export interface Described {
  readonly made: string
  readonly options: { readonly [name: string]: DescribedValue }
  readonly inner?: Described
}

/** An option as JSON. */
type DescribedValue = number | string | boolean | readonly DescribedValue[] | Described

const isPlain = (value: unknown): value is number | string | boolean =>
  ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)

const describeValue = (value: unknown): DescribedValue | undefined => {
  if (isPlain(value)) return value
  const made = describe(value)
  if (made !== undefined || !Array.isArray(value)) return made
  const list = value.map(describeValue)
  return list.includes(undefined) ? undefined : (list as readonly DescribedValue[])
}

/**
 * A part as JSON; undefined if it is not made by a factory of the catalogue, or contains a function
 * of the user's own.
 */
export const describe = (part: unknown): Described | undefined => {
  const made = madeBy(part)
  if (made === undefined || factoryNamed(made.name) === undefined) return undefined
  const given = Object.entries(made.options).filter(([, value]) => value !== undefined)
  const options = given.map(([name, value]) => [name, describeValue(value)] as const)
  if (options.some(([, value]) => value === undefined)) return undefined
  const described = {
    made: made.name,
    options: Object.fromEntries(options) as Described['options'],
  }
  if (made.inner === undefined) return described
  const inner = describe(made.inner)
  return inner === undefined ? undefined : { ...described, inner }
}

const build = (value: DescribedValue): unknown => {
  if (Array.isArray(value)) return value.map(build)
  return typeof value === 'object' ? rebuild(value as Described) : value
}

/**
 * Makes a part from JSON again.
 *
 * @throws TypeError if the JSON is not a description, or a factory or an option is unknown;
 *   RangeError if a number is out of range.
 */
export const rebuild = (described: Described): unknown => {
  const { made, options, inner } = described
  const factory = factoryNamed(made)
  if (factory === undefined || typeof options !== 'object' || options === null)
    throw new TypeError(
      `tfOptimizer: a saved optimizer must be made of known parts, got ${JSON.stringify(made)}; if @momenta/tfjs exports it, use it in this program, else was it saved by another version?`,
    )
  const given = Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, build(value)]),
  )
  const args = inner === undefined ? [given] : [rebuild(inner), given]
  return Reflect.apply(factory, undefined, args)
}
