import type { Block, Column } from '@momenta/bench-figures'
import { meanInterval } from '@momenta/bench-results'
import { foldedTable, tableBlock } from '../../report/blocks.js'
import { meanText } from '../../report/meanText.js'
import type { Reading } from './SettlingConfig.js'
import { nameOf, type SettlingGroup } from './SettlingGroup.js'

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

const lateIn = (group: SettlingGroup): readonly Reading[] =>
  group.flatMap(({ job, data }) => data.readings.filter(({ step }) => step > job.config.steps / 2))

const valuesOf = (group: SettlingGroup, name: string): readonly number[] =>
  group.map(({ values }) => values[name] as number)

const settledText = (group: SettlingGroup): string => meanText(valuesOf(group, 'settled'))

const ratioOf = (group: SettlingGroup): number =>
  meanInterval(group.map(({ values }) => (values.settled as number) / (values.line as number))).mean

interface Row {
  readonly group: SettlingGroup
  readonly config: SettlingGroup[0]['job']['config']
  readonly late: readonly Reading[]
}

const columns: readonly Column<Row>[] = [
  {
    heading: 'optimizer',
    value: ({ config }) => (config.capacity === 0 ? nameOf(config) : `Adam+CM, ${nameOf(config)}`),
  },
  { heading: 'policy', value: ({ config }) => (config.capacity === 0 ? '' : config.policy) },
  { heading: 'lr', value: ({ config }) => config.learningRate },
  { heading: 'seeds', value: ({ group }) => group.length },
  { heading: 'settles at, mean of medians', value: ({ group }) => settledText(group) },
  {
    heading: 'first instability',
    value: ({ group }) => valuesOf(group, 'line')[0] as number,
    digits: 3,
  },
  { heading: 'ratio', value: ({ group }) => ratioOf(group), digits: 3 },
  {
    heading: 'last loss, mean',
    value: ({ group }) => mean(valuesOf(group, 'loss')),
    digits: 3,
  },
  {
    heading: 'error bar of a reading, largest',
    value: ({ late }) => Math.max(...late.map(({ error }) => error)),
    digits: 2,
  },
  {
    heading: 'not converged',
    value: ({ late }) => late.filter(({ converged }) => !converged).length,
  },
  {
    heading: 'products, gradients a reading',
    value: ({ late }) => {
      const [products, gradients] = [
        mean(late.map(({ matvecs }) => matvecs)),
        mean(late.map(({ gradients }) => gradients)),
      ]
      return `${products.toFixed(0)}, ${gradients.toFixed(0)}`
    },
  },
  { heading: 'h', value: ({ late }) => late[0]?.h ?? null, digits: 2 },
]

/** The columns that do not say how the numbers were computed. */
const results = 8

const caption = [
  'Medians over the second half of each run. Central differences of gradients, float64, 64',
  'samples (the whole data set of each seed), Lanczos started from the seed of the run; the error',
  'bar is a bound.',
].join(' ')

/** Where the runs of each config settle; folded, with the cost of a reading. */
export const settlingTables = (groups: readonly SettlingGroup[]): readonly Block[] => {
  const rows = groups.map((group) => ({
    group,
    config: group[0].job.config,
    late: lateIn(group),
  }))
  return [
    tableBlock(rows, columns.slice(0, results), caption),
    foldedTable('stability-line', 'The same with errors and costs', rows, columns, caption),
  ]
}
