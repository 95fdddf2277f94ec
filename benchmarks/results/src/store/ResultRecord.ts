import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { JsonNumber } from './JsonNumber.js'
import { Unit } from './Unit.js'

/**
 * `v` format version, `id` unique name of the record, `key` of the unit, `t` milliseconds since
 * 1970.
 */
const header = { v: t.number, id: t.string, key: t.string, t: t.number }
const own = t.record(t.string, JsonNumber)
/** A name may be any text, also `__proto__`, which an assignment would lose. */
const values = new t.Type<{ readonly [name: string]: number }, unknown, unknown>(
  'values',
  (u): u is { readonly [name: string]: number } => own.is(u),
  (input, context) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input))
      return t.failure(input, context)
    const entries = Object.entries(input).map(
      ([name, value]) => [name, JsonNumber.decode(value)] as const,
    )
    return entries.every(([, value]) => E.isRight(value))
      ? t.success(
          Object.fromEntries(
            entries.flatMap(([name, value]) => (E.isRight(value) ? [[name, value.right]] : [])),
          ),
        )
      : t.failure(input, context)
  },
  (given) =>
    Object.fromEntries(Object.entries(given).map(([name, n]) => [name, JsonNumber.encode(n)])),
)
const extra = t.partial({ data: t.unknown })

const Start = t.type({ ...header, kind: t.literal('start'), unit: Unit })
const Metric = t.type({ ...header, kind: t.literal('metric'), step: t.number, values })
const Done = t.type({ ...header, kind: t.literal('done'), values })
const Failed = t.type({ ...header, kind: t.literal('failed'), message: t.string })

/**
 * The codec of one line of results: `start` names the unit, `metric` is a measurement at a step,
 * `done` ends the unit with its final values, `failed` says why it stopped.
 *
 * `values` are numbers, non-finite ones included. `data` is JSON for the reader's own codec, which
 * decodes numbers that may be non-finite with {@link JsonNumber}.
 */
export const ResultRecord = t.union(
  [
    t.readonly(Start),
    t.readonly(t.intersection([Metric, extra])),
    t.readonly(t.intersection([Done, extra])),
    t.readonly(Failed),
  ],
  'ResultRecord',
)

/** One line of results: `start`, `metric`, `done` or `failed`. */
export type ResultRecord = t.TypeOf<typeof ResultRecord>
