import { contenders, grid } from '../methods/contenders.js'
import { tasks } from '../tasks/index.js'

/** The output of --list. */
export const listing = (): string => {
  const rows = tasks.map(({ name, title, source }) => `  ${name.padEnd(24)}${title} (${source})`)
  const names = contenders.map(({ name }) => `  ${name}`)
  return [
    'Tasks:',
    ...rows,
    '',
    'Presets:',
    '  smoke                   three minutes: every task with every optimizer, a few steps each',
    '  quick                   two minutes: checks that everything runs',
    '  default                 ten minutes: at least 20 starts per toy task, 3 seeds on a part of MNIST',
    '  full                    hours: the whole grid on all of MNIST',
    '  small                   hours: networks on real data, with a search of learning rates and 3 seeds',
    '  paper                   for a large machine: the networks, data and settings of the paper',
    '  questions               an hour: what reviewers asked, on the first task of small (averaging, batch size)',
    '',
    `Optimizers (${contenders.length}, of which ${grid.length} of the grid policy × aggregator, alone, with SAM and with ASAM), or a JSON file:`,
    ...names,
    '',
  ].join('\n')
}
