import { JsonNumber } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'

/**
 * The codec of a number in data. Non-finite numbers are strings, or null where a task writes null.
 */
export const Loose = t.union([JsonNumber, t.null], 'number or null')

/** The codec of a list of such numbers. */
export const LooseList = t.readonlyArray(Loose)

/** The codec of a number in data that reads null as NaN, as JSON writes it. */
export const StoredNumber = new t.Type<number, number | string, unknown>(
  Loose.name,
  t.number.is,
  (input, context) =>
    pipe(
      Loose.validate(input, context),
      E.map((value) => value ?? Number.NaN),
    ),
  JsonNumber.encode,
)

const List = t.readonlyArray(StoredNumber)

/** The codec of numbers, in an array or a typed array. */
export const StoredNumbers = new t.Type<ArrayLike<number>, readonly (number | string)[], unknown>(
  List.name,
  (input): input is ArrayLike<number> => input instanceof Float64Array || List.is(input),
  List.validate,
  (values) => List.encode(Array.from(values)),
)
