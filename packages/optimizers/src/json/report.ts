import type * as t from 'io-ts'

/** Decoding errors as lines: the path, then what must hold and what came. */
export const report = (errors: t.Errors): readonly string[] =>
  errors.map(({ context, message, value }) => {
    const path = context
      .map(({ key }) => key)
      .filter((key) => key !== '')
      .join('.')
    const says =
      message ?? `must be ${context.at(-1)?.type.name ?? 'valid'}, got ${JSON.stringify(value)}`
    return path === '' ? says : `${path}: ${says}`
  })
