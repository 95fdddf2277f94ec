import type { Block } from '@momenta/bench-figures'
import { tableBlock } from '../../report/blocks.js'
import { type NetworkGroup, nameOf } from './NetworkGroup.js'

/** The last record of the first run of each optimizer. */
export const lastRecordsTable = (groups: readonly NetworkGroup[]): Block =>
  tableBlock(
    groups.map((group) => {
      const { records, plane } = group[0].data
      const last = records.at(-1)
      return { group, plane, last, memory: last?.memories[0] }
    }),
    [
      { heading: 'optimizer', value: ({ group }) => nameOf(group) },
      { heading: 'seeds', value: ({ group }) => group.length },
      { heading: 'stability line', value: ({ last }) => last?.line ?? null, digits: 3 },
      { heading: 'mean age of entries', value: ({ memory }) => memory?.meanAge ?? null, digits: 3 },
      {
        heading: 'replacements a step',
        value: ({ memory }) => memory?.replacementsPerStep ?? null,
        digits: 3,
      },
      {
        heading: 'explained by the plane',
        value: ({ plane }) =>
          plane.explained.map((share) => `${Math.round(100 * share)} %`).join(', '),
      },
      {
        heading: 'cost of a record, ms',
        value: ({ last }) => last?.cost.milliseconds ?? null,
        digits: 3,
      },
      {
        heading: 'products, gradients',
        value: ({ last }) =>
          last === undefined ? '' : `${last.cost.matvecs}, ${last.cost.gradients}`,
      },
    ],
    'The last record of the first seed.',
  )
