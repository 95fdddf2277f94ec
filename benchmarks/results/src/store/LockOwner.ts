import * as t from 'io-ts'

/** A process id: 0 and negative numbers mean process groups, which always exist. */
const Pid = new t.Type<number, number, unknown>(
  'a positive integer',
  (u): u is number => Number.isInteger(u) && (u as number) > 0,
  (input, context) =>
    Number.isInteger(input) && (input as number) > 0
      ? t.success(input as number)
      : t.failure(input, context),
  (value) => value,
)

/** The codec of a lock file: the process that holds it, its machine, and since when. */
export const LockOwner = t.readonly(t.type({ pid: Pid, host: t.string, t: t.number }), 'LockOwner')

/** The process that holds a lock, its machine, and since when. */
export type LockOwner = t.TypeOf<typeof LockOwner>
