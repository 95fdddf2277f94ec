import { oneLine } from '@momenta/bench-results'
import { Command } from 'commander'
import { addPack } from '../farm/pack/addPack.js'
import { addSlurm } from '../farm/slurm/addSlurm.js'
import type { RawOptions } from './settingsOf.js'

const collect = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value]

const description = [
  'Runs optimizers on the tasks of the paper and writes a report.',
  '',
  // one line per paragraph: commander wraps it at the width of the terminal
  [
    'Results are appended to OUT/runs as JSON lines; report.html and figures/*.svg in OUT are made',
    'from them. An interrupted run continues where it stopped; finished jobs are not repeated. Exit',
    'codes: 0 all done, 1 something failed, 2 bad options, 130 interrupted, 141 broken pipe.',
  ].join(' '),
].join('\n')

/** A command with the options of a run. */
const runCommand = (): Command =>
  new Command('bench')
    .option(
      '--task <name>',
      'a task, or a comma-separated list; may be repeated (default: those of the preset)',
      collect,
    )
    .option(
      '--optimizer <name|file.json>',
      'an optimizer by name or as JSON; may be repeated (default: those of each task). Toy tasks choose the learning rate themselves',
      collect,
    )
    .option('--preset <name>', 'smoke, quick, default, full, small, paper or questions', 'default')
    .option('--seeds <n>', 'starts or seeds of each optimizer (default: those of the preset)')
    .option(
      '--search <n>',
      "training searches n settings of the paper's grid (default: three learning rates, or the settings that the paper found)",
    )
    .option(
      '--backend <name>',
      'of tasks on tensors: wasm, cpu, tensorflow, tensorflow-gpu, webgpu, or auto: the fastest one (default: wasm)',
    )
    .option(
      '--jobs <n>',
      'number of jobs at a time, each in a process (default: 2; 1 on a graphics card)',
    )
    .option('--out <folder>', 'folder of the results and the report', 'results')
    .option('--monitor', 'sharpness, distance and memory after each epoch of training')
    .option('--minutes <n>', 'minutes between checkpoints of long jobs', '2')
    .option(
      '--shard <i/n|auto>',
      'the i-th of n parts of the jobs, as 1/2, which may run at the same time; auto: the part of this task of a job array; auto/n where its engine does not report n',
    )
    .option('--report-only', 'write the report from the results, without running jobs')
    .option('--quiet', 'no progress, failures only')
    .option('--json', 'events as JSON lines on stdout; progress on stderr')
    .option('--list', 'list tasks, presets and optimizers')
    .configureOutput({
      outputError: (text, write) =>
        write(`${oneLine(text.trimEnd()).replace(/^error: /, 'bench: ')} (see --help)\n`),
    })
    .exitOverride()

/** The options of a run, of arguments that another command was given for it. */
const parseRun = (args: readonly string[]): RawOptions =>
  runCommand()
    .parse([...args], { from: 'user' })
    .opts<RawOptions>()

/**
 * The command line of `bench`.
 *
 * @param run - Runs the tasks.
 * @param exit - Called with the exit code of another command.
 */
export const program = (
  run: (options: RawOptions) => Promise<void>,
  exit: (code: number) => void,
): Command => {
  const command = runCommand()
    .usage('[options] [command]')
    .description(description)
    .enablePositionalOptions()
    .action(run)
  addSlurm(command, parseRun, exit)
  addPack(command, exit)
  return command
}
