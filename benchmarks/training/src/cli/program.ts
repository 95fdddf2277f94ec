import { oneLine } from '@momenta/bench-results'
import { Command } from 'commander'
import { methodOn } from '../tasks/paperSettings.js'
import { addProject } from './addProject.js'
import { runOne, runQueue, tableOf } from './commands.js'
import {
  backendOf,
  countOf,
  folderOf,
  integerOf,
  methodOf,
  positiveOf,
  shardOf,
  tasksOf,
} from './Settings.js'

interface Common {
  readonly preset: string
  readonly backend: string
  readonly out: string
  readonly minutes: string
  readonly quiet?: boolean
  readonly monitor?: boolean
}

interface OneOptions extends Common {
  readonly task: string
  readonly method: string
  readonly seed: string
  readonly lr?: string
}

interface QueueOptions extends Common {
  readonly task?: readonly string[]
  readonly anyBackend?: boolean
  readonly shard?: string
  readonly search?: string
}

const sessionOf = ({ out, minutes, quiet, monitor }: Common, resume: string) => ({
  out: folderOf(out),
  minutes: positiveOf('minutes', minutes),
  quiet: quiet === true,
  monitor: monitor === true,
  resume,
  lock: true,
})

const withCommon = (command: Command): Command =>
  command
    .option('--preset <name>', 'small, paper, smoke or questions', 'small')
    .option(
      '--backend <name>',
      'wasm, cpu, tensorflow, tensorflow-gpu, webgpu, or auto: the fastest one',
      'wasm',
    )
    .requiredOption('--out <folder>', 'folder of results and checkpoints')
    .option('--minutes <n>', 'minutes between checkpoints', '2')
    .option('--monitor', 'after each epoch measures sharpness, distance and the memory')
    .option('--quiet', 'no progress, failures only')

/**
 * The command line of `train`.
 *
 * @param exit - Called with the exit code.
 */
export const program = (argv: readonly string[], exit: (code: number) => void): Command => {
  const resume = `npm run train -- ${argv.join(' ')}`
  const command = new Command('train')
    .description(
      'Trains networks and appends the results to OUT/runs. An interrupted run, also by kill -9, continues from its last checkpoint with the same command.',
    )
    .configureOutput({
      outputError: (text, write) =>
        write(`${oneLine(text.trimEnd()).replace(/^error: /, 'train: ')} (see --help)\n`),
    })
    .exitOverride()
  withCommon(command.command('one', { isDefault: true }).description('runs one job'))
    .requiredOption('--task <name>', 'a task of the preset')
    .requiredOption(
      '--method <name>',
      "a method, such as Adam+CM, or a file with an optimizer's JSON",
    )
    .option('--seed <n>', 'seed of parameters and batches', '1')
    .option('--lr <rate>', "learning rate (default: the task's)")
    .action(async (options: OneOptions) => {
      const [task] = tasksOf(options.preset, [options.task])
      if (task === undefined) return
      const job = {
        task,
        method: methodOn(task, methodOf(options.method)),
        learningRate: options.lr === undefined ? task.learningRate : positiveOf('lr', options.lr),
        seed: integerOf('seed', options.seed),
        backend: await backendOf(options.backend),
      }
      exit(await runOne(job, sessionOf(options, resume)))
    })
  withCommon(
    command
      .command('queue')
      .description(
        'runs the grid of a preset one job after the other, and goes on where it stopped',
      ),
  )
    .option('--task <name...>', 'only these tasks')
    .option('--any-backend', 'does not repeat what another backend has finished in this folder')
    .option(
      '--search <n>',
      "searches n settings of the paper's grid (Table 5) in place of three learning rates, or of the settings that the paper found",
    )
    .option(
      '--shard <i/n|auto>',
      'the i-th of n parts, as 1/2, which may run at the same time; auto: the part of this task of a job array; auto/n where its engine does not report n',
    )
    .action(async (options: QueueOptions) => {
      const shard = options.shard === undefined ? undefined : shardOf(options.shard)
      const plan = {
        tasks: tasksOf(options.preset, []),
        only: tasksOf(options.preset, options.task ?? []),
        backend: await backendOf(options.backend),
        anyBackend: options.anyBackend === true,
        ...(shard === undefined ? {} : { shard }),
        ...(options.search === undefined ? {} : { search: countOf('search', options.search) }),
      }
      exit(await runQueue(plan, { ...sessionOf(options, resume), lock: shard === undefined }))
    })
  addProject(command, exit)
  command
    .command('table')
    .description('prints the finished runs of a folder as a table, also while others write')
    .requiredOption('--out <folder>', 'folder of results')
    .action(({ out }: Pick<Common, 'out'>) => {
      process.stdout.write(tableOf(folderOf(out), (line) => void process.stderr.write(`${line}\n`)))
    })
  return command
}
