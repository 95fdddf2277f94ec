import { Command, InvalidArgumentError } from 'commander'
import { workloads } from '../workloads/index.js'

const names = (known: readonly string[]) => (value: string) => {
  const chosen = [...new Set(value.split(',').map((name) => name.trim()))]
  const unknown = chosen.find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new InvalidArgumentError(`must be of ${known.join(', ')}, got '${unknown}'`)
  return chosen
}

const positive = (value: string) => {
  const seconds = Number(value)
  if (!(seconds > 0)) throw new InvalidArgumentError(`must be positive, got '${value}'`)
  return seconds
}

/** What the command line chose. */
export interface Settings {
  readonly backend: readonly string[]
  readonly only: readonly string[]
  readonly seconds: number
  readonly peers?: boolean
  readonly json?: boolean
}

/** The command line. */
export const program = (): Command =>
  new Command('bench:train')
    .description(
      `Times training steps (loss, gradients, Adam, the loss read back): median and 10th percentile in ms after warm-up, each cell
in a process of its own. Variants: plain TensorFlow.js operations, and those of @momenta/training. On wasm the plain ones run
with its kernels too, without which wasm cannot train most of them.`,
    )
    .option(
      '--backend <names>',
      'of wasm, tensorflow, cpu, with commas',
      names(['wasm', 'tensorflow', 'cpu']),
      ['wasm', 'tensorflow'],
    )
    .option(
      '--only <names>',
      `of ${Object.keys(workloads).join(', ')}, with commas`,
      names(Object.keys(workloads)),
      Object.keys(workloads),
    )
    .option('--seconds <n>', 'how long each cell is measured', positive, 3)
    .option('--peers', 'PyTorch and JAX as well, where PYTHON (else python3) has them; two threads')
    .option('--json', 'one object a line')
    .exitOverride()
