import * as t from 'io-ts'

/**
 * A unit of work: the decoded configuration, the seed and the version of the code that runs it.
 * Two runs with equal units are the same run, see {@link keyOf}.
 */
export const Unit = t.readonly(
  t.type({
    config: t.unknown,
    seed: t.number,
    code: t.string,
  }),
  'Unit',
)

/** A unit of work: the decoded configuration, the seed and the version of the code that runs it. */
export type Unit = t.TypeOf<typeof Unit>
