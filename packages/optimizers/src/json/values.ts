import { type Range, ranges } from '@momenta/core'
import * as t from 'io-ts'

const shown = (u: unknown) => (typeof u === 'number' ? String(u) : JSON.stringify(u))

const numberIn = ({ says, holds }: Range) =>
  new t.Type<number>(
    says,
    (u): u is number => typeof u === 'number' && holds(u),
    (u, context) =>
      typeof u === 'number' && holds(u)
        ? t.success(u)
        : t.failure(u, context, `${says}, got ${shown(u)}`),
    t.identity,
  )

const choice = <T extends string | boolean>(...choices: readonly T[]) => {
  const says = `must be ${choices.map((c) => JSON.stringify(c)).join(' or ')}`
  const is = (u: unknown): u is T => choices.includes(u as T)
  return new t.Type<T>(
    says,
    is,
    (u, context) => (is(u) ? t.success(u) : t.failure(u, context, `${says}, got ${shown(u)}`)),
    t.identity,
  )
}

/** Codecs of the plain fields. */
export const values = {
  nonNegative: numberIn(ranges.nonNegative),
  count: numberIn(ranges.count),
  flag: choice(true, false),
  remembered: choice('gradients', 'momenta'),
  read: choice('before', 'after'),
  nu: choice('aggregate', 'gradients'),
  startup: choice('burst', 'debiased'),
}
