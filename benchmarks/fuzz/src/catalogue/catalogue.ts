import * as aggregators from '@momenta/aggregators'
import { describe, remember, type Transform } from '@momenta/core'
import * as estimators from '@momenta/estimators'
import * as optimizers from '@momenta/optimizers'
import * as official from '@momenta/optimizers/official'
import * as policies from '@momenta/policies'
import * as schedules from '@momenta/schedules'
import * as transforms from '@momenta/transforms'
import * as curvature from '@momenta/transforms/curvature'
import type { Kind } from '../cases/Case.js'

/**
 * How a factory is called: with options; with a transform and options; a transform and a mask; or
 * transforms by label and a function from names to labels.
 */
export type Takes = 'options' | 'transform' | 'masked' | 'labelled'

/** A factory of the packages. */
export interface Factory {
  // biome-ignore lint/suspicious/noExplicitAny: factories of every type
  readonly make: (...args: readonly any[]) => unknown
  readonly takes: Takes
  /** The import that it comes from, and how it is called there. */
  readonly from: string
  readonly expression: string
}

const isRecord = (made: unknown): made is Record<string, unknown> =>
  typeof made === 'object' && made !== null

const isCallable = (made: unknown): made is Factory['make'] => typeof made === 'function'

const isTransform = (made: unknown): made is Transform =>
  Array.isArray(made) && made.every((part) => isRecord(part) && typeof part.body === 'function')

/** Whether something that a factory made is of a kind. */
const isOf: { readonly [kind in Kind]: (made: unknown) => boolean } = {
  transforms: isTransform,
  searches: (made) => isTransform(made) && made.some(({ search }) => search !== undefined),
  readers: (made) => isTransform(made) && made.some(({ companions = [] }) => companions.length > 0),
  memories: isTransform,
  optimizers: (made) => isRecord(made) && isTransform(made.transform),
  bases: (made) => isRecord(made) && isTransform(made.whole) && typeof made.halves === 'function',
  estimators: (made) => isRecord(made) && typeof made.wrap === 'function',
  schedules: (made) => typeof made === 'function' && Number.isFinite(made(0)),
  policies: (made) => typeof made === 'function',
  aggregators: (made) => isRecord(made) && typeof made.weigh === 'function',
  keys: (made) => isRecord(made) && typeof made.from === 'function',
}

const attempt = (run: () => unknown): unknown => {
  try {
    return run()
  } catch {
    return undefined
  }
}

const marked = 'a part to be found again'
const probe = describe({
  name: marked,
  slots: {},
  hyper: {},
  init: () => 0,
  plan: (count: number) => ({ next: count, plan: { scalars: {} } }),
  body: (_, { updates: u }) => ({ updates: u, slots: {} }),
})

/** The parts of a transform, an optimizer or a base. */
const partsOf = (made: unknown): Transform => {
  const { transform, whole, last } = isRecord(made) ? made : {}
  const end = isCallable(last) ? attempt(() => last(0.1, false)) : undefined
  return [made, transform, whole, end].filter(isTransform).flat()
}

/**
 * Whether a part needs more than the gradients and the loss of a step: companions of the gradient,
 * or evaluations of the loss at other points. Such parts have a place in some cases only.
 */
const needsMore = ({ companions = [], search }: Transform[number]): boolean =>
  companions.length > 0 || search !== undefined

/**
 * Tries how a factory is called: a combinator returns the part that it was given. Undefined
 * if it makes nothing of the kind.
 */
const takesOf = (kind: Kind, make: Factory['make']): Takes | undefined => {
  const holds = (made: unknown) => isTransform(made) && made.some(({ name }) => name === marked)
  if (kind === 'transforms') {
    if (holds(attempt(() => make({ a: probe, b: probe }, () => 'a')))) return 'labelled'
    if (holds(attempt(() => make(probe)))) {
      let asked = false
      const spy = () => {
        asked = true
        return true
      }
      const made = attempt(() => make(probe, spy))
      if (isTransform(made)) for (const { only } of made) only?.('', [])
      return asked ? 'masked' : 'transform'
    }
  }
  // An optimizer around another one adds estimators, which take part by themselves.
  if (kind === 'optimizers') {
    const around = attempt(() => make({ transform: probe, estimators: [] }))
    if (isRecord(around) && holds(around.transform)) return undefined
  }
  const { example = make } = make as { readonly example?: Factory['make'] }
  const made = attempt(() => example())
  const isPlain = kind === 'searches' || kind === 'readers' || !partsOf(made).some(needsMore)
  return isOf[kind](made) && isPlain ? 'options' : undefined
}

const found = (
  kind: Kind,
  from: string,
  exports: { readonly [name: string]: unknown },
  prefix = '',
): { readonly [name: string]: Factory } =>
  Object.fromEntries(
    Object.entries(exports).flatMap(([name, make]) => {
      if (!isCallable(make)) return []
      const takes = takesOf(kind, make)
      return takes === undefined
        ? []
        : [[name, { make, takes, from, expression: `${prefix}${name}` }]]
    }),
  )

/**
 * All factories of the packages, by kind: whatever an index exports and makes something of that
 * kind, so that a new one takes part without an edit.
 */
export const catalogue: { readonly [kind in Kind]: { readonly [name: string]: Factory } } = {
  transforms: found('transforms', '@momenta/transforms', transforms),
  searches: found('searches', '@momenta/transforms', transforms),
  readers: found('readers', '@momenta/transforms/curvature', curvature),
  memories: found('memories', '@momenta/core', { remember }),
  optimizers: {
    ...found('optimizers', '@momenta/optimizers', optimizers),
    ...found('optimizers', '@momenta/optimizers/official', official),
  },
  bases: found('bases', '@momenta/optimizers', optimizers),
  estimators: found('estimators', '@momenta/estimators', estimators),
  schedules: found('schedules', '@momenta/schedules', schedules),
  policies: found('policies', '@momenta/policies', policies),
  aggregators: found('aggregators', '@momenta/aggregators', aggregators),
  keys: found('keys', '@momenta/optimizers', optimizers.catalogues.keys, 'catalogues.keys.'),
}
