import { oneOf } from '@momenta/options'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { isRecord } from './named.js'

/**
 * The codec of an object with these fields and no others; fields are optional unless named as required. All errors are collected.
 */
export const record = <S extends object>(
  what: string,
  fields: { readonly [name in keyof S]-?: t.Mixed },
  required: readonly (keyof S & string)[],
): t.Type<S, S> => {
  const names = Object.keys(fields)
  const validate: t.Validate<unknown, S> = (u, context) => {
    if (!isRecord(u)) return t.failure(u, context, `must be an object, got ${JSON.stringify(u)}`)
    const unknown = Object.keys(u)
      .filter((name) => !names.includes(name))
      .map((name) => ({
        value: u[name],
        context: t.appendContext(context, name, t.unknown, u[name]),
        message: `is not known here; ${oneOf(names, name)}`,
      }))
    const wrong = names.flatMap((name) => {
      const codec = fields[name as keyof S]
      const inner = t.appendContext(context, name, codec, u[name])
      if (u[name] === undefined)
        return required.includes(name as keyof S & string)
          ? [{ value: undefined, context: inner, message: 'must be given' }]
          : []
      const decoded = codec.validate(u[name], inner)
      return E.isLeft(decoded) ? decoded.left : []
    })
    const errors = [...unknown, ...wrong]
    return errors.length === 0 ? t.success(u as unknown as S) : t.failures(errors)
  }
  return new t.Type<S, S>(what, (u): u is S => E.isRight(validate(u, [])), validate, t.identity)
}
