import { fieldsOf, isFactory, oneOf, problemsOf } from '@momenta/options'
import * as E from 'fp-ts/lib/Either.js'
import type { Catalogue } from './Catalogue.js'
import type { JsonRecord } from './Json.js'
import { watched } from './watched.js'

/** What is wrong with the description of a part: at which of its options, and what. */
export interface Problem {
  readonly option: string
  readonly says: string
}

/** The errors of factories read `who: option must …`. */
const problemOf = (error: unknown): Problem => {
  const text = error instanceof Error ? error.message : String(error)
  const parts = /^[^:]+: (\w+) (must .*)$/s.exec(text)
  return parts === null
    ? { option: '', says: text }
    : { option: parts[1] as string, says: parts[2] as string }
}

/**
 * Builds the part that a JSON object describes: its name picks the factory, the rest are the factory's options. The factory itself says what
 * it accepts, so a new one needs no codec; an option that it never looks at is an error.
 */
export const construct = <A>(
  catalogue: Catalogue<A>,
  tag: string,
  described: JsonRecord,
  resolve: (options: JsonRecord) => object = (options) => options,
): E.Either<Problem, A> => {
  const { [tag]: name, ...rest } = described
  const factory =
    typeof name === 'string' && Object.hasOwn(catalogue, name) ? catalogue[name] : undefined
  if (factory === undefined)
    return E.left({ option: tag, says: oneOf(Object.keys(catalogue), name) })
  try {
    const resolved = resolve(rest)
    if (isFactory(factory)) {
      const [problem] = problemsOf(factory.options, fieldsOf(resolved) ?? new Map())
      return problem === undefined
        ? E.right(factory(resolved))
        : E.left({ option: problem.path.join('.'), says: problem.says })
    }
    const { options, read } = watched(resolved)
    const part = factory(options)
    const unknown = Object.keys(rest).find((option) => !read.has(option))
    return unknown === undefined
      ? E.right(part)
      : E.left({
          option: unknown,
          says:
            read.size === 0
              ? `is no option: ${String(name)} has none`
              : `is no option of ${String(name)}; ${oneOf([...read], unknown)}`,
        })
  } catch (error) {
    return E.left(problemOf(error))
  }
}
