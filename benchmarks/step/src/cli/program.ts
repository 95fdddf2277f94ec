import { Command, InvalidArgumentError } from 'commander'
import { subjectNames } from '../measure/subjects.js'

const names = (known: readonly string[]) => (value: string) => {
  const chosen = [...new Set(value.split(',').map((name) => name.trim()))]
  const unknown = chosen.find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new InvalidArgumentError(`must be of ${known.join(', ')}, got '${unknown}'`)
  return chosen
}

const numbers = (value: string) =>
  [...new Set(value.split(','))].map((text) => {
    const n = Number(text)
    if (!Number.isSafeInteger(n) || n < 1)
      throw new InvalidArgumentError(`must be whole numbers >= 1, got '${text}'`)
    return n
  })

const positive = (value: string) => {
  const seconds = Number(value)
  if (!(seconds > 0)) throw new InvalidArgumentError(`must be positive, got '${value}'`)
  return seconds
}

/** What the command line chose. */
export interface Settings {
  readonly backend: readonly string[]
  readonly only: readonly string[]
  readonly params: readonly number[]
  readonly tensors: readonly number[]
  readonly seconds: number
  readonly peers?: boolean
  readonly json?: boolean
}

/** The command line. */
export const program = (): Command =>
  new Command('bench:step')
    .description(
      `Times one optimizer step, median and 10th percentile in ms after warm-up: tf.train.adam, momenta run eagerly and fused, beside
the roof: the same number of streams read and written with trivial arithmetic in the same process. Norms are part of the rows of
optimizers with a memory and told apart as well. Peak is what a step takes beyond what lay on the heap before it.`,
    )
    .option(
      '--backend <names>',
      'of wasm, cpu, tensorflow, with commas',
      names(['wasm', 'cpu', 'tensorflow']),
      ['wasm'],
    )
    .option(
      '--only <names>',
      `of ${subjectNames.join(', ')}, with commas`,
      names(subjectNames),
      subjectNames,
    )
    .option(
      '--params <numbers>',
      'parameters, with commas',
      numbers,
      [20_000, 500_000, 5_000_000, 22_000_000],
    )
    .option('--tensors <numbers>', 'in so many tensors, with commas', numbers, [1, 100])
    .option('--seconds <n>', 'how long each cell is measured', positive, 0.5)
    .option('--peers', 'PyTorch and Optax as well, where PYTHON (else python3) has them')
    .option('--json', 'one object a line')
    .exitOverride()
