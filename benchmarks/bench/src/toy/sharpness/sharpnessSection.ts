import type { Block, Column, Section } from '@momenta/bench-figures'
import { median } from '@momenta/bench-results'
import { landscapes } from '../../landscapes/landscapes.js'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { large, settingOf } from '../../methods/methods.js'
import { foldedTable, nothingYet, text } from '../../report/blocks.js'
import { meanText } from '../../report/meanText.js'
import { known } from '../toyJob.js'
import { capacityFigure } from './capacityFigure.js'
import { paperTable } from './paperTable.js'
import type { FinishedSharpness, Losses } from './sharpnessConfig.js'

/** Mean ± half the 95 % t interval of the runs that did not diverge. */
const spread = (values: readonly (number | null)[]): string => {
  const own = known(values)
  return own.length < 2 ? '–' : meanText(own)
}

const mean = (heading: string, key: keyof Losses): Column<FinishedSharpness> => ({
  heading,
  value: (one) => spread(one.data[key]),
})

const middle = (heading: string, key: keyof Losses): Column<FinishedSharpness> => ({
  heading,
  value: (one) => {
    const own = known(one.data[key])
    return own.length === 0 ? null : median(own)
  },
})

const columns: readonly Column<FinishedSharpness>[] = [
  { heading: 'method', value: (one) => one.job.config.contender.name },
  { heading: 'C, λ', value: (one) => settingOf(one.job.config.contender) },
  { heading: 'α', value: ({ values }) => values.learningRate as number },
  mean('last loss, mean', 'last'),
  middle('median', 'last'),
  mean('best loss, mean', 'best'),
  mean('loss at the floor, mean', 'floor'),
  mean('λ₁ at the floor, mean', 'sharpness'),
  middle('λ₁ at the last point, median', 'sharpnessAtLast'),
  {
    heading: 'diverged',
    value: (one) => one.data.last.filter((value) => value === null).length,
  },
]

const byCapacity = (
  finished: readonly FinishedSharpness[],
  order: MethodOrder,
): readonly Block[] => {
  const among = finished
    .filter((one) => {
      const { landscape, decay, contender } = one.job.config
      return (
        landscape === 'levy' &&
        decay === large.decay &&
        ['Adam+CG', 'Adam+CM'].includes(contender.name)
      )
    })
    .sort((a, b) => {
      const [x, y] = [a.job.config, b.job.config]
      return x.contender.name.localeCompare(y.contender.name) || x.capacity - y.capacity
    })
  return among.some((one) => one.job.config.capacity !== large.capacity)
    ? [
        capacityFigure(among, order),
        foldedTable(
          'sharpness-capacity',
          'Levy by capacity, all columns',
          among,
          columns,
          `Levy: against the capacity of the memory, λ = ${large.decay} (Table 2).`,
        ),
      ]
    : []
}

const introduction = (one: FinishedSharpness): string =>
  `The toy table and Table 2 of the paper, after the search over the learning rate described above, on starts of its own (${one.values.searchRuns} runs a method). Sharpness is the top eigenvalue λ₁ of the exact Hessian: at the floor of the basin in which a run ended, found by small steps downhill, and at its last point, where a run that still moves says little. Means are over ${one.values.runs} starts with Student's 95 % interval; the paper gives none, and its Goldstein-Price is scaled in a way that it does not report. The default is C = 20, λ = 0.99; rows of C = 5, λ = 0.7 follow.`

/** The part of the report on loss and sharpness. */
export const sharpnessSection = (
  finished: readonly FinishedSharpness[],
  order: MethodOrder,
): Section => {
  const [first] = finished
  const on = (landscape: string) =>
    finished.filter((one) => {
      const config = one.job.config
      return (
        config.landscape === landscape &&
        (config.capacity === large.capacity || config.decay !== large.decay)
      )
    })
  return {
    id: 'sharpness-table',
    title: 'Loss and sharpness',
    blocks:
      first === undefined
        ? [nothingYet]
        : [
            text(introduction(first)),
            ...paperTable(finished),
            ...byCapacity(finished, order),
            ...Object.entries(landscapes).flatMap(([landscape, { label }]) =>
              on(landscape).length === 0
                ? []
                : [
                    foldedTable(
                      `sharpness-${landscape}`,
                      `${label}: all methods and controls`,
                      on(landscape),
                      columns,
                      `${label}: loss and sharpness, means ± half the 95 % interval.`,
                    ),
                  ],
            ),
          ],
  }
}
