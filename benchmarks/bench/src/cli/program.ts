import { availableParallelism } from 'node:os'
import { oneLine } from '@momenta/bench-results'
import { Command } from 'commander'

const collect = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value]

/** The command line: its options and its help. */
export const program = (): Command =>
  new Command('bench')
    .usage('[options]')
    .description(
      `Runs optimizers on the tasks of the paper and writes a report.

Results are appended to OUT/runs as JSON lines; report.html and figures/*.svg in OUT are made of them. A run that was
interrupted goes on where it stopped: what is done is not done again. Exit codes: 0 all done, 1 something failed, 2 bad
options, 130 interrupted, 141 the reader of its output has gone.`,
    )
    .option(
      '--task <name>',
      'a task, or several with commas; may be repeated (default: all)',
      collect,
    )
    .option(
      '--optimizer <name|file.json>',
      'an optimizer by name or as JSON; may be repeated (default: those of each task)',
      collect,
    )
    .option('--preset <name>', 'quick, default or full', 'default')
    .option('--seeds <n>', 'starts or seeds of each contender (default: those of the preset)')
    .option('--backend <name>', 'wasm or cpu, for tasks on tensors (default: wasm)')
    .option('--jobs <n>', 'threads that do the works', String(Math.min(2, availableParallelism())))
    .option('--out <folder>', 'where results and report go', 'results')
    .option('--report-only', 'makes the report of what is there')
    .option('--quiet', 'no progress')
    .option('--json', 'events as JSON lines on stdout; progress goes to stderr')
    .option('--list', 'tasks, presets and optimizers')
    .showHelpAfterError('(--help says all)')
    .configureOutput({
      outputError: (text, write) =>
        write(`${oneLine(text.trimEnd()).replace(/^error: /, 'bench: ')}\n`),
    })
    .exitOverride()
