import { backendChoices } from '@momenta/bench-backends'
import type { Command } from 'commander'
import { createCommand, listOption } from '../command/createCommand.js'
import { namesOf, positiveIntegers } from '../command/parsers.js'
import { subjectNames, usualNames } from './subjects.js'

const description = [
  'Times one optimizer step (median and 10th percentile in ms, after warm-up): tf.train.adam, and',
  'momenta run eagerly and fused, beside a roofline: the same number of streams read and written with',
  'trivial arithmetic in the same process. Optimizers with a memory include the norms of the gradients,',
  'which are also shown alone. The peak is what a step allocates beyond what was allocated before it.',
].join(' ')

/** The command line of `bench:step`. */
export const program = (): Command =>
  createCommand(
    'bench:step',
    description,
    [
      listOption(
        '--backend <names>',
        `comma-separated list of ${backendChoices.join(', ')}`,
        namesOf(backendChoices),
        ['wasm'],
      ),
      listOption(
        '--only <names>',
        'comma-separated list of optimizers',
        namesOf(subjectNames),
        usualNames,
      ),
      listOption(
        '--params <numbers>',
        'comma-separated numbers of parameters',
        positiveIntegers,
        [20_000, 500_000, 5_000_000, 22_000_000],
      ),
      listOption(
        '--tensors <numbers>',
        'comma-separated numbers of tensors that hold the parameters',
        positiveIntegers,
        [1, 100],
      ),
    ],
    {
      seconds: 0.5,
      peers: 'also PyTorch and Optax, if the Python of PYTHON (default: python3) has them',
    },
  )
