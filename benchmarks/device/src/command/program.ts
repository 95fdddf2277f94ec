import { backendChoices } from '@momenta/bench-backends'
import { oneLine } from '@momenta/bench-results'
import { namesOf, positive } from '@momenta/bench-timing'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { Size } from '../steps/checkSteps.js'
import { models } from '../training/models.js'
import { parts, type Settings } from './Settings.js'

const listOf = (text: string): readonly string[] => text.split(',')

const sizesOf = (text: string): readonly Size[] =>
  text.split(',').map((size) => {
    const [params = 0, tensors = 0] = size.split('x').map(Number)
    if (
      !(
        Number.isSafeInteger(params) &&
        Number.isSafeInteger(tensors) &&
        tensors >= 1 &&
        params >= tensors
      )
    )
      throw new InvalidArgumentError(`must be as 22000000x1, parameters by tensors, got '${size}'`)
    return [params, tensors] as const
  })

const defaultSizes = '22000000x1,22000000x100,2000000x100,20000x100'

const description = [
  'Checks the library on a device. Prints one JSON object a line on stdout and tables on stderr.',
  'numbers: every finished optimizer, with SAM and without, fused on the device against cpu.',
  'memory: nothing is allocated after the first of 200 steps that stays.',
  'steps: fused optimizers beside tf.train.adam and a copy of as many bytes on the device.',
  'training: milliseconds per training step of the models. Exits with 1 if a check fails.',
].join('\n')

/** The command line of `check:device`. */
const program = (): Command => {
  const names = Object.keys(models)
  return new Command('check:device')
    .description(description)
    .addOption(
      new Option('--backend <name>', 'the backend to check')
        .choices(backendChoices)
        .default('webgpu'),
    )
    .addOption(
      new Option('--against <name>', 'also times the small models on this backend').choices(
        backendChoices,
      ),
    )
    .option('--only <parts>', `comma-separated list of ${parts.join(', ')}`, namesOf(parts), parts)
    .option(
      '--models <names>',
      `comma-separated list of ${names.join(', ')}`,
      namesOf(names),
      names,
    )
    .addOption(
      new Option('--sizes <list>', 'comma-separated parameters × tensors of the steps')
        .argParser(sizesOf)
        .default(sizesOf(defaultSizes), defaultSizes),
    )
    .option(
      '--optimizers <names>',
      'comma-separated optimizers of numbers and steps; default all',
      listOf,
    )
    .option('--seconds <n>', 'seconds to measure each row', positive, 0.5)
    .option('--tolerance <x>', 'the largest difference to cpu that passes', positive, 2e-5)
    .configureOutput({
      outputError: (text, write) =>
        write(`${oneLine(text.trimEnd()).replace(/^error: /, 'check:device: ')} (see --help)\n`),
    })
    .exitOverride()
}

/** The settings of a command line. */
export const settingsOf = (args: readonly string[]): Settings =>
  program()
    .parse([...args], { from: 'user' })
    .opts<Settings>()
