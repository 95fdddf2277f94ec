import { resolve } from 'node:path'
import { isGpu } from '@momenta/bench-backends'
import type { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { say } from '../../cli/say.js'
import { type RawOptions, settingsOf } from '../../cli/settingsOf.js'
import { invocation } from '../invocation.js'
import { arrayOf, type RawSlurmOptions } from './arrayOf.js'
import type { SlurmCommand } from './SlurmArray.js'
import { slurmScript } from './slurmScript.js'
import { submit } from './submit.js'

const collect = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value]

/** The command of a task; the options are checked now, not when the task starts. */
const commandOf = (
  args: readonly string[],
  raw: RawOptions,
  cpus: string,
): E.Either<string, SlurmCommand> => {
  const wrong = (['shard', 'reportOnly', 'list'] as const).find((name) => raw[name] !== undefined)
  if (wrong !== undefined)
    return E.left(
      `the options after -- must be those of a run, got ${wrong === 'reportOnly' ? '--report-only' : `--${wrong}`}`,
    )
  if (raw.backend === 'auto')
    return E.left(
      "--backend: must name a backend for a job array, whose tasks may run on different machines, got 'auto'",
    )
  const hasJobs = args.some((arg) => /^--jobs(=|$)/.test(arg))
  return pipe(
    settingsOf(raw),
    E.map(({ out, backend }) => ({
      folder: process.cwd(),
      command: [...invocation(), ...args, ...(hasJobs || isGpu(backend) ? [] : ['--jobs', cpus])],
      logs: resolve(out, 'slurm'),
    })),
  )
}

/** Prints or submits the script; returns the exit code. */
const runSlurm = (args: readonly string[], run: RawOptions, raw: RawSlurmOptions): number => {
  const decoded = pipe(
    E.Do,
    E.bind('array', () => arrayOf(raw)),
    E.bind('command', () => commandOf(args, run, raw.cpus)),
  )
  if (E.isLeft(decoded)) {
    say(`bench slurm: ${decoded.left}`)
    return 2
  }
  const { array, command } = decoded.right
  const script = slurmScript(array, command)
  if (raw.dryRun) {
    process.stdout.write(script)
    return 0
  }
  const submitted = submit(script, command.logs)
  if (E.isLeft(submitted)) {
    say(`bench slurm: ${submitted.left}`)
    return 1
  }
  say(`${submitted.right}; output: ${command.logs}; submit again to continue, nothing is repeated`)
  return 0
}

/** Adds the command `slurm` to `bench`. */
export const addSlurm = (
  command: Command,
  parseRun: (args: readonly string[]) => RawOptions,
  exit: (code: number) => void,
): void => {
  command
    .command('slurm')
    .usage('[options] -- [options of bench]')
    .description(
      'submits a run as a job array of Slurm; each task does its part of the jobs. Before its time limit a task stores its checkpoints, stops, and is queued again',
    )
    .argument('[options...]', 'the options of the run')
    .requiredOption('--array <n|n%k>', 'number of tasks, of which k run at the same time')
    .requiredOption('--time <limit>', 'time limit of a task, as 4:00:00')
    .option('--cpus <n>', 'cores of a task, and its jobs at a time', '1')
    .option('--memory <size>', 'memory of a task, as 4G')
    .option('--partition <name>', 'partition')
    .option('--name <name>', 'name of the job', 'momenta-bench')
    .option(
      '--sbatch <option>',
      'another option of sbatch, as --sbatch=--account=physics; may be repeated',
      collect,
    )
    .option(
      '--setup <line>',
      'a line of bash that runs first, as "module load nodejs"; may be repeated',
      collect,
    )
    .option('--grace <seconds>', 'stops a task so many seconds before its time limit', '120')
    .option('--restarts <n>', 'queues a task again at its time limit at most n times', '20')
    .option('--dry-run', 'print the script, without submitting it')
    .action((args: readonly string[], raw: RawSlurmOptions) => {
      exit(runSlurm(args, parseRun(args), raw))
    })
}
