import { backendChoices } from '@momenta/bench-backends'
import type { Command } from 'commander'
import { createCommand, listOption } from '../command/createCommand.js'
import { namesOf } from '../command/parsers.js'
import { workloads } from './workloads/index.js'

const description = [
  'Times training steps (loss, gradients, Adam, reading the loss): median and 10th percentile in ms',
  'after warm-up, each row in a process of its own. Variants: plain TensorFlow.js operations, and the',
  'operations of @momenta/kernels. On wasm the plain operations also use the kernels of',
  '@momenta/kernels, without which wasm cannot train most of the workloads.',
].join(' ')

/** The command line of `bench:train`. */
export const program = (): Command => {
  const names = Object.keys(workloads)
  return createCommand(
    'bench:train',
    description,
    [
      listOption(
        '--backend <names>',
        `comma-separated list of ${backendChoices.join(', ')}`,
        namesOf(backendChoices),
        ['wasm', 'tensorflow'],
      ),
      listOption('--only <names>', 'comma-separated list of workloads', namesOf(names), names),
    ],
    {
      seconds: 3,
      peers: 'also PyTorch and JAX, if the Python of PYTHON (default: python3) has them',
    },
  )
}
