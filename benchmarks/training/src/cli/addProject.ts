import type { Command } from 'commander'
import { project } from '../project/project.js'
import { methodOn } from '../tasks/paperSettings.js'
import { backendOf, countOf, methodOf, tasksOf } from './Settings.js'

interface ProjectOptions {
  readonly preset: string
  readonly backend: string
  readonly steps: string
  readonly batch?: string
  readonly task?: readonly string[]
  readonly method?: readonly string[]
}

/**
 * Adds `train project`.
 *
 * @param exit - Called with the exit code.
 */
export const addProject = (command: Command, exit: (code: number) => void): void => {
  command
    .command('project')
    .description(
      'takes a few steps of each task with Adam and Adam+CM, and prints time, memory, and the time of the whole run; data that are not on the machine are replaced by random ones',
    )
    .option('--preset <name>', 'paper, small, smoke or questions', 'paper')
    .option(
      '--backend <name>',
      'wasm, cpu, tensorflow, tensorflow-gpu, webgpu, or auto: the fastest one',
      'wasm',
    )
    .option('--steps <n>', 'steps that are timed', '3')
    .option('--batch <n>', 'the largest batch that is timed')
    .option('--task <name...>', 'only these tasks')
    .option('--method <name...>', 'only these methods')
    .action(async (options: ProjectOptions) => {
      const chosen = (options.method ?? ['Adam', 'Adam+CM']).map(methodOf)
      const common = {
        backend: await backendOf(options.backend),
        steps: countOf('steps', options.steps),
        ...(options.batch === undefined ? {} : { batch: countOf('batch', options.batch) }),
      }
      const requests = tasksOf(options.preset, options.task ?? []).flatMap((task) =>
        chosen.map((method) => ({ ...common, task, method: methodOn(task, method) })),
      )
      exit(await project(requests, (line) => void process.stdout.write(`${line}\n`)))
    })
}
