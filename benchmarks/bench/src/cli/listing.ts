import { contenders, grid } from '../contenders.js'
import { tasks } from '../tasks/index.js'

/** What --list prints. */
export const listing = (): string => {
  const rows = tasks.map(({ name, title, source }) => `  ${name.padEnd(24)}${title} (${source})`)
  const names = contenders.map(({ name }) => `  ${name}`)
  return [
    'Tasks:',
    ...rows,
    '',
    'Presets:',
    '  quick                   half a minute: to see that all works',
    '  default                 a few minutes: 20 and more starts or seeds a toy, 3 seeds on a part of MNIST',
    '  full                    hours: the whole grid on all of MNIST',
    '',
    `Optimizers (${contenders.length}, of which the ${grid.length} of the grid policy x aggregator with and without SAM), or a JSON file:`,
    ...names,
    '',
  ].join('\n')
}
