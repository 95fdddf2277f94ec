import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

/**
 * The names on the way to a value; a branch of a union or an intersection has a number and is left
 * out.
 */
const pathOf = (context: t.Context): string =>
  context
    .map(({ key }) => key)
    .filter((key) => key !== '' && !/^\d+$/.test(key))
    .join('.')

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 60) ?? 'nothing'

/**
 * What a codec decodes.
 *
 * @throws RangeError naming the field that is missing, wrong or unknown.
 */
export const decodedAs = <A>(what: string, codec: t.Decoder<unknown, A>, u: unknown): A => {
  const decoded = codec.decode(u)
  if (E.isRight(decoded)) return decoded.right
  const first = decoded.left.reduce((deepest, error) =>
    error.context.length > deepest.context.length ? error : deepest,
  )
  throw new RangeError(
    `${what}: ${pathOf(first.context) || 'it'} must be ${first.context.at(-1)?.type.name}, got ${shown(first.value)}`,
  )
}
