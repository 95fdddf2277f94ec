import * as t from 'io-ts'

const where = (name: string, holds: (n: number) => boolean) =>
  new t.Type<number, unknown>(
    name,
    (input): input is number => typeof input === 'number' && holds(input),
    (input, context) =>
      typeof input === 'number' && holds(input) ? t.success(input) : t.failure(input, context),
    (value) => value,
  )

/** A number that is neither NaN nor infinite: nothing can be compared with those. */
export const Finite = where('a finite number', Number.isFinite)

const named: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
])

/** A number, or the name of one that JSON does not have. */
export const Real = new t.Type<number, unknown>(
  'a number, "NaN", "Infinity" or "-Infinity"',
  (input): input is number => typeof input === 'number',
  (input, context) => {
    const value = named.get(input) ?? input
    return typeof value === 'number' ? t.success(value) : t.failure(input, context)
  },
  (value) => value,
)

/** A size or a count. */
export const Count = where('a non-negative integer', (n) => Number.isSafeInteger(n) && n >= 0)

/** A number of things of which there must be one. */
export const Positive = where('a positive integer', (n) => Number.isSafeInteger(n) && n >= 1)

/** A slot of a memory, or -1 for an offer that was rejected. */
export const Slot = where('a slot or -1', (n) => Number.isSafeInteger(n) && n >= -1)

/**
 * The relative tolerance: beyond a hundredth, a wrong rule would pass. Files whose reference rounds
 * to bfloat16 say 1, and show little.
 */
export const Tolerance = where(
  'a number in (0, 0.01], or 1',
  (n) => (n > 0 && n <= 0.01) || n === 1,
)

/**
 * A list that has at least one element: a file with nothing to compare is not within its tolerance.
 */
export const listOf = <A>(of: t.Type<A, unknown>): t.Type<readonly A[], unknown> => {
  const list = t.readonlyArray(of)
  return new t.Type<readonly A[], unknown>(
    `a list of at least one ${of.name}`,
    (input): input is readonly A[] => list.is(input) && input.length > 0,
    (input, context) =>
      Array.isArray(input) && input.length === 0
        ? t.failure(input, context)
        : list.validate(input, context),
    (value) => value,
  )
}
