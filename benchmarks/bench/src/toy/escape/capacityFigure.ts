import type { Block } from '@momenta/bench-figures'
import { large } from '../../methods/methods.js'
import { intervalBlock } from '../../report/blocks.js'
import type { EscapeRow } from './escapeConfig.js'
import { axes, escaping, range } from './escapeIntervals.js'

/** Shares that escape by the capacity of the memory. */
export const capacityFigure = (rows: readonly EscapeRow[]): Block => {
  const among = rows.filter(
    ({ dim, decay, form, learningRate }) =>
      dim === 10 && decay === large.decay && form === 'separable' && learningRate === 0.1,
  )
  const cases = (method: string) =>
    among
      .filter(({ contender }) => contender.name === method)
      .map((row) => ({ row, capacity: row.capacity }))
  const none = among
    .filter(({ contender }) => contender.name === 'CM, no entries')
    .map((row) => ({ row, capacity: 0 }))
  const panels = [cases('Adam+CG'), [...none, ...cases('Adam+CM')]]
  const capacities = [...new Set(panels.flat().map(({ capacity }) => capacity))].sort(
    (a, b) => a - b,
  )
  const n = range(panels.flat().map(({ row }) => row.couldEscape))
  return intervalBlock(
    {
      id: 'escape-by-capacity',
      title: 'Share of runs that escape, by capacity',
      ...axes(rows),
      series: capacities.map((capacity) => `C = ${capacity}`),
      ordered: true,
      columns: ['Adam+CG', 'Adam+CM'],
      panels: [
        panels.map((own) => ({
          intervals: own.map(({ row, capacity }) => ({
            ...escaping(row),
            series: `C = ${capacity}`,
          })),
        })),
      ],
    },
    `Share of runs on equation (8) that escape from a sharp minimum in 10 dimensions, by the capacity C of the memory, λ = 0.99, α = 0.1 (Fig. 12, right).${none.length === 0 ? '' : ' C = 0 is the control that has v from m² and no entries.'} n = ${n}; Wilson 95 % intervals.`,
  )
}
