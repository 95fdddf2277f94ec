import type { Block } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { intervalBlock } from '../../report/blocks.js'
import type { EscapeRow } from './escapeConfig.js'
import { axes, escaping, falling, range } from './escapeIntervals.js'

/** Shares of methods in both directions, in one and ten dimensions. */
export const comparisonFigure = (
  rows: readonly EscapeRow[],
  names: readonly string[],
  series: MethodOrder,
  id: string,
): Block => {
  const among = rows.filter(({ contender }) => names.includes(contender.name))
  const at = (dim: number) => among.filter((row) => row.dim === dim)
  const { learningRate, steps, capacity, decay } = among.at(-1) as EscapeRow
  return intervalBlock(
    {
      id,
      title: 'Share of runs that change basin, by sharpness coefficient',
      ...axes(rows),
      series,
      columns: ['1 dimension', '10 dimensions'],
      rows: ['sharp → flat', 'flat → sharp'],
      panels: [
        [1, 10].map((dim) => ({ intervals: at(dim).map(escaping) })),
        [1, 10].map((dim) => ({ intervals: at(dim).map(falling) })),
      ],
    },
    `Escapes on equation (8) (Fig. 5), with memories of C = ${capacity} entries and decay λ = ${decay}. Above: share of runs that end with every coordinate in the flat basin, of those that start with one in the sharp; below: the reverse. n = ${range(among.map(({ couldEscape }) => couldEscape))} and ${range(among.map(({ couldFall }) => couldFall))} runs a point; Wilson 95 % intervals; α = ${learningRate}, ${steps} steps.`,
  )
}
