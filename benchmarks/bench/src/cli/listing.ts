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
    '  quick                   half a minute: checks that everything runs',
    '  default                 a few minutes: at least 20 starts per toy task, 3 seeds on a part of MNIST',
    '  full                    hours: the whole grid on all of MNIST',
    '',
    `Optimizers (${contenders.length}, of which ${grid.length} of the grid policy × aggregator, with and without SAM), or a JSON file:`,
    ...names,
    '',
  ].join('\n')
}
