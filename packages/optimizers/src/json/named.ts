import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Catalogue } from './Catalogue.js'
import { construct } from './construct.js'
import type { JsonRecord } from './Json.js'

/** Whether a value is an object and no list. */
export const isRecord = (u: unknown): u is JsonRecord =>
  typeof u === 'object' && u !== null && !Array.isArray(u)

/**
 * The codec of a part of a catalogue as JSON: `{ name, ...options }`. It decodes what {@link construct} can build.
 *
 * @param tag - The field that holds the name.
 */
export const named = <A, S extends JsonRecord>(
  what: string,
  catalogue: Catalogue<A>,
  { tag = 'name', resolve }: { tag?: string; resolve?: (options: JsonRecord) => object } = {},
): t.Type<S, S> => {
  const validate: t.Validate<unknown, S> = (u, context) => {
    if (!isRecord(u))
      return t.failure(u, context, `must be an object with a ${tag}, got ${JSON.stringify(u)}`)
    const built = construct(catalogue, tag, u, resolve)
    if (E.isRight(built)) return t.success(u as S)
    const { option, says } = built.left
    const inner = option === '' ? context : t.appendContext(context, option, t.unknown, u[option])
    return t.failure(u[option], inner, says)
  }
  return new t.Type<S, S>(
    what,
    (u): u is S => isRecord(u) && E.isRight(construct(catalogue, tag, u, resolve)),
    validate,
    t.identity,
  )
}
