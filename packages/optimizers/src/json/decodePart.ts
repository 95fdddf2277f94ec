import {
  type Declared,
  type Option,
  oneOf,
  type PartKind,
  problemsOf,
  show,
} from '@momenta/options'
import * as E from 'fp-ts/lib/Either.js'
import type { Catalogue } from './Catalogue.js'
import { catalogues, paperNames } from './catalogues.js'
import type { Json, JsonRecord } from './Json.js'

/** Errors as lines, each with its path; or what was decoded. */
export type Decoded<A> = E.Either<readonly string[], A>

/** Where a kind of part is looked up, and the field that holds its name. */
const sources: {
  readonly [kind in PartKind]?: {
    readonly from: Catalogue
    readonly tag: string
    readonly aliases?: Catalogue
  }
} = {
  base: { from: catalogues.bases, tag: 'name' },
  schedule: { from: catalogues.schedules, tag: 'name' },
  policy: { from: catalogues.policies, tag: 'name' },
  aggregator: { from: catalogues.aggregators, tag: 'name', aliases: paperNames },
  key: { from: catalogues.keys, tag: 'name' },
  estimator: { from: catalogues.estimators, tag: 'name' },
  transform: { from: catalogues.clips, tag: 'by' },
}

const isRecord = (json: Json): json is JsonRecord =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

const line = (path: readonly string[], says: string): string =>
  path.length === 0 ? says : `${path.map((name) => show(name).slice(1, -1)).join('.')}: ${says}`

const fail = (path: readonly string[], says: string): E.Either<readonly string[], never> =>
  E.left([line(path, says)])

/** All that was decoded, or all errors. */
const all = <A>(each: readonly Decoded<A>[]): Decoded<readonly A[]> => {
  const errors = each.flatMap((one) => (E.isLeft(one) ? one.left : []))
  return errors.length > 0
    ? E.left(errors)
    : E.right(each.flatMap((one) => (E.isRight(one) ? [one.right] : [])))
}

/**
 * The part of a kind that a JSON object describes: its name picks the factory, the rest are the
 * factory's options.
 */
const decodePart = (kind: PartKind, json: Json, path: readonly string[]): Decoded<unknown> => {
  const source = sources[kind]
  if (source === undefined) return fail(path, 'cannot be given in JSON')
  const { from, tag, aliases = {} } = source
  if (!isRecord(json)) return fail(path, `must be an object with a ${tag}, got ${show(json)}`)
  const { [tag]: name, ...rest } = json
  const known = [from, aliases].find((one) => typeof name === 'string' && Object.hasOwn(one, name))
  const factory = known?.[name as string]
  if (factory === undefined) return fail([...path, tag], oneOf(Object.keys(from), name))
  const options = decodeOptions(factory.options, rest, path)
  if (E.isLeft(options)) return options
  try {
    return E.right(Reflect.apply(factory, undefined, [options.right]))
  } catch (error) {
    // What must hold for several options together.
    return fail(path, error instanceof Error ? error.message : show(error))
  }
}

const decodeOption = (option: Option, json: Json, path: readonly string[]): Decoded<unknown> => {
  const { shape } = option
  if (shape.kind === 'part') return decodePart(shape.of, json, path)
  if (shape.kind === 'predicate') return fail(path, 'cannot be given in JSON')
  if (shape.kind === 'record')
    return isRecord(json)
      ? decodeOptions(shape.options, json, path)
      : fail(path, `${option.says}, got ${show(json)}`)
  if (shape.kind === 'either') {
    const inner = shape.of.find((one) => (one.shape.kind === 'part') === isRecord(json))
    return decodeOption(inner ?? (shape.of[0] as Option), json, path)
  }
  if (shape.kind === 'list' && Array.isArray(json)) {
    const items = all(json.map((item, i) => decodeOption(shape.of, item, [...path, String(i)])))
    const found = E.isRight(items) ? option.problemOf(items.right) : undefined
    return found === undefined ? items : fail([...path, ...(found.path ?? [])], found.says)
  }
  const found = option.problemOf(json)
  return found === undefined ? E.right(json) : fail(path, found.says)
}

/** The options that a JSON object gives, with their parts built. */
export const decodeOptions = (
  options: Declared,
  json: JsonRecord,
  path: readonly string[],
): Decoded<{ readonly [name: string]: unknown }> => {
  const known = Object.entries(json).filter(([name]) => Object.hasOwn(options, name))
  // Unknown and missing options; those that are given are decoded one by one, since their parts are
  // JSON here.
  const outside = problemsOf(options, new Map(Object.entries(json)))
    .filter(({ path: [name] }) => name === undefined || !Object.hasOwn(json, name))
    .map(({ says, path: inner }) => line([...path, ...inner], says))
  const fields = all(
    known.map(([name, field]) =>
      E.map((value: unknown) => [name, value] as const)(
        decodeOption(options[name] as Option, field, [...path, name]),
      ),
    ),
  )
  const errors = [...outside, ...(E.isLeft(fields) ? fields.left : [])]
  return errors.length > 0 || E.isLeft(fields)
    ? E.left(errors)
    : E.right(Object.fromEntries(fields.right))
}
