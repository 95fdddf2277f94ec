import { existsSync } from 'node:fs'
import { type BackendName, backendChoices, startBackend } from '@momenta/bench-backends'
import { decodeShard, type Shard } from '@momenta/bench-results'
import { CommanderError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { controls, type Method, methods } from '../methods/methods.js'
import { readMethod } from '../methods/readMethod.js'
import { type PresetName, presets } from '../tasks/presets.js'
import type { TrainingTask } from '../tasks/TrainingTask.js'

/** The code of an error in a value of an option. */
export const badOption = 'train.badOption'

const fail = (says: string): never => {
  throw new CommanderError(2, badOption, says)
}

const listed = (names: readonly string[]): string => names.join(', ')

/** The tasks of a preset by name, or all of them. */
export const tasksOf = (preset: string, names: readonly string[]): readonly TrainingTask[] => {
  const known = presets[preset as PresetName] as readonly TrainingTask[] | undefined
  if (known === undefined || !Object.hasOwn(presets, preset))
    return fail(`--preset must be one of ${listed(Object.keys(presets))}, got '${preset}'`)
  if (names.length === 0) return known
  return names.map(
    (name) =>
      known.find((task) => task.name === name) ??
      fail(`--task must be one of ${listed(known.map((task) => task.name))}, got '${name}'`),
  )
}

/** A method by name, or an optimizer as JSON in a file. */
export const methodOf = (given: string): Method => {
  const known = [...methods, ...controls]
  const found = known.find(({ name }) => name.toLowerCase() === given.toLowerCase())
  if (found !== undefined) return found
  if (!given.endsWith('.json') && !existsSync(given))
    return fail(
      `--method must be one of ${listed(known.map(({ name }) => name))}, or a file of JSON, got '${given}'`,
    )
  const method = readMethod(given)
  return E.isRight(method) ? method.right : fail(`--method ${method.left}`)
}

/** A backend by name; `auto` is replaced by the fastest one, which is started and reported. */
export const backendOf = async (
  given: string,
  report: (line: string) => void = (line) => void process.stderr.write(`${line}\n`),
): Promise<BackendName> => {
  const choice =
    backendChoices.find((name) => name === given) ??
    fail(`--backend must be one of ${listed(backendChoices)}, got '${given}'`)
  if (choice !== 'auto') return choice
  const { backend, device } = await startBackend(choice)
  report(`--backend auto: ${backend} on ${device}`)
  return backend
}

/** A positive number of an option. */
export const positiveOf = (option: string, given: string): number => {
  const number = Number(given)
  return number > 0 && Number.isFinite(number)
    ? number
    : fail(`--${option} must be a positive number, got '${given}'`)
}

/** A non-negative integer of an option. */
export const integerOf = (option: string, given: string): number => {
  const number = Number(given)
  return /^\d+$/.test(given) && Number.isSafeInteger(number)
    ? number
    : fail(`--${option} must be a non-negative integer, got '${given}'`)
}

/** A positive integer of an option. */
export const countOf = (option: string, given: string): number => {
  const count = Number(given)
  return /^\d+$/.test(given) && Number.isSafeInteger(count) && count > 0
    ? count
    : fail(`--${option} must be a positive integer, got '${given}'`)
}

/** The name of a folder. */
export const folderOf = (given: string): string =>
  given === '' ? fail("--out must name a folder, got ''") : given

/** A part of a queue, as 1/2 or auto. */
export const shardOf = (given: string): Shard => {
  const shard = decodeShard(given)
  return E.isRight(shard) ? shard.right : fail(`--shard ${shard.left}`)
}
