import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

const pathOf = (context: t.Context): string =>
  context
    .map(({ key }) => key)
    .filter((key) => key !== '' && !/^\d+$/.test(key))
    .join('.')

/**
 * What a codec decodes.
 *
 * @throws RangeError naming the field that is missing or wrong.
 */
export const decodedAs = <A>(what: string, codec: t.Decoder<unknown, A>, u: unknown): A => {
  const decoded = codec.decode(u)
  if (E.isRight(decoded)) return decoded.right
  const first = decoded.left.reduce((deepest, error) =>
    error.context.length > deepest.context.length ? error : deepest,
  )
  const got = JSON.stringify(first.value)?.slice(0, 60)
  throw new RangeError(
    `${what}: ${pathOf(first.context) || 'it'} must be ${first.context.at(-1)?.type.name}, got ${got}`,
  )
}
