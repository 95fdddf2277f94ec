import { Command, CommanderError } from 'commander'
import { setUpTensorflow } from '../setup/setUpTensorflow.js'

const program = (): Command =>
  new Command('momenta-tensorflow')
    .description(
      [
        "Sets up TensorFlow's native backend for Node in the user's cache folder: fetches TensorFlow's",
        "wheel with pip and TensorFlow.js's package with npm, compiles its addon, and computes a",
        'product and a gradient. A second run does nothing; an interrupted one continues where it',
        'stopped. Requires python3 with pip and a C++17 compiler. Exit codes: 0 ready, 1 not',
        'available, 2 invalid options.',
      ].join(' '),
    )
    .option('--gpu', 'with CUDA, for NVIDIA cards')
    .option('--quiet', 'print no progress')
    .option('--json', 'print the result as one line of JSON on stdout')
    .exitOverride()

interface Options {
  readonly gpu?: boolean
  readonly quiet?: boolean
  readonly json?: boolean
}

const print = (line: string) => void process.stderr.write(`${line}\n`)

const setUp = async ({ gpu = false, quiet = false, json = false }: Options): Promise<number> => {
  const started = Date.now()
  const outcome = await setUpTensorflow({
    gpu,
    onProgress: ({ step, of, title }) => {
      if (!quiet) print(`${step}/${of} ${title} (${Math.round((Date.now() - started) / 1000)} s)`)
    },
  })
  const { ok, ...result } = outcome
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`)
  if (!outcome.ok) {
    if (!json) print(outcome.message)
    return 1
  }
  if (!quiet && !json) print(`ready: ${outcome.backend} (${outcome.how})`)
  return 0
}

/** Runs the command; returns its exit code. */
export const main = async (args: readonly string[]): Promise<number> => {
  try {
    return await setUp(
      program()
        .parse([...args], { from: 'user' })
        .opts<Options>(),
    )
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
}
