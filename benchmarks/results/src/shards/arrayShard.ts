import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Engine, engines } from './engines.js'
import type { Shard } from './Shard.js'

type Environment = { readonly [name: string]: string | undefined }

const integerIn = (environment: Environment, name: string): E.Either<string, number> => {
  const text = environment[name] ?? ''
  return /^\d{1,15}$/.test(text)
    ? E.right(Number(text))
    : E.left(`${name} must be a non-negative integer, got '${text}'; give the part as i/n`)
}

/** The engine of this environment; undefined if there is none. */
const engineOf = (environment: Environment): E.Either<string, Engine> => {
  const found = engines.filter(({ index }) => (environment[index] ?? '') !== '')
  const [engine] = found
  const names = (some: readonly Engine[]) => some.map(({ index }) => index).join(', ')
  if (engine === undefined)
    return E.left(
      `auto must run as a task of a job array, got none of ${names(engines)}; give the part as i/n`,
    )
  return found.length === 1
    ? E.right(engine)
    : E.left(`auto must run as a task of one engine, got ${names(found)}; give the part as i/n`)
}

/** The index where the user gives the number of tasks: they are numbered from 0. */
const counted = (engine: Engine, environment: Environment, count: number) =>
  pipe(
    integerIn(environment, engine.index),
    E.filterOrElse(
      (index) => index < count,
      (index) =>
        `${engine.index} must be below ${count} with auto/${count}, got ${index}; number the tasks from 0 to ${count - 1}`,
    ),
    E.map((index): Shard => ({ index, count })),
  )

/** The index and the number of tasks as the engine reports them. */
const reported = (engine: Engine, environment: Environment): E.Either<string, Shard> => {
  const { name, index, count = '', first = '', last = '', step = '' } = engine
  if ((environment[count] ?? '') === '')
    return E.left(
      `auto must know the number of tasks, and ${name} does not report it; give it as auto/n, with tasks numbered from 0 to n - 1`,
    )
  const orElse = (variable: string, value: number) =>
    (environment[variable] ?? '') === '' ? E.right(value) : integerIn(environment, variable)
  return pipe(
    E.Do,
    E.bind('task', () => integerIn(environment, index)),
    E.bind('count', () => integerIn(environment, count)),
    E.bind('from', () => orElse(first, 0)),
    E.bind('by', () => orElse(step, 1)),
    E.bind('to', ({ count: total, from, by }) => orElse(last, from + (total - 1) * by)),
    E.map(({ task, count: total, from, to, by }) => ({
      index: (task - from) / by,
      count: total,
      whole: to === from + (total - 1) * by,
    })),
    E.filterOrElse(
      (shard) =>
        shard.whole &&
        Number.isInteger(shard.index) &&
        shard.index >= 0 &&
        shard.index < shard.count,
      (shard) =>
        `${index} must be one of ${shard.count} consecutive numbers, got ${environment[index]}; give the number of tasks of the whole array as auto/n, with tasks numbered from 0 to n - 1`,
    ),
    E.map((shard): Shard => ({ index: shard.index, count: shard.count })),
  )
}

/**
 * The shard of a task of a job array, from the variables of its engine; on the left one line says
 * what is wrong.
 *
 * @param count - The number of tasks, where the engine does not report it.
 */
export const arrayShard = (environment: Environment, count?: number): E.Either<string, Shard> =>
  pipe(
    engineOf(environment),
    E.chain((engine) =>
      count === undefined ? reported(engine, environment) : counted(engine, environment, count),
    ),
  )
