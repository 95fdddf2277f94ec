import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

/**
 * The codec of an object that has the required fields, may have the optional ones, and has no
 * other: a field that nothing reads would pass for one that was compared.
 */
export const closed = <R extends t.Props, O extends t.Props = Record<never, never>>(
  name: string,
  required: R,
  optional: O = {} as O,
): t.Type<t.TypeOfProps<R> & t.TypeOfPartialProps<O>, unknown> => {
  const fields = t.intersection([t.type(required), t.partial(optional)], name)
  const known = new Set([...Object.keys(required), ...Object.keys(optional)])
  const unknownField = new t.Type<unknown, unknown>(
    `absent: the fields are ${[...known].join(', ')}`,
    (_): _ is unknown => false,
    t.failure,
    (value) => value,
  )
  return new t.Type<t.TypeOfProps<R> & t.TypeOfPartialProps<O>, unknown>(
    name,
    fields.is,
    (input, context) => {
      if (typeof input !== 'object' || input === null || Array.isArray(input))
        return t.failure(input, context)
      const extra = Object.keys(input).find((field) => !known.has(field))
      if (extra !== undefined) {
        const actual = (input as { readonly [field: string]: unknown })[extra]
        return t.failure(actual, t.appendContext(context, extra, unknownField, actual))
      }
      const missing = Object.keys(required).find((field) => !Object.hasOwn(input, field))
      const type = missing === undefined ? undefined : required[missing]
      return missing === undefined || type === undefined
        ? (fields.validate(input, context) as E.Either<
            t.Errors,
            t.TypeOfProps<R> & t.TypeOfPartialProps<O>
          >)
        : E.left([
            { value: undefined, context: t.appendContext(context, missing, type, undefined) },
          ])
    },
    (value) => value,
  )
}
