import { recordOf } from './recordOf.js'

/** A record with just the names of another one, each value made from the saved one and the one there. */
export const recordLike = <A, B>(
  where: string,
  saved: unknown,
  fresh: { readonly [name: string]: A },
  f: (saved: unknown, fresh: A, name: string) => B,
): { readonly [name: string]: B } => {
  const record = recordOf(where, saved, Object.keys(fresh))
  return Object.fromEntries(
    Object.entries(fresh).map(([name, a]) => [name, f(record[name], a, name)]),
  )
}
