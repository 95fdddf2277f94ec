import type { Block, Section } from '@momenta/bench-figures'
import { landscapes } from '../../landscapes/landscapes.js'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { large, paperMethods, settingOf } from '../../methods/methods.js'
import { foldedTable, nothingYet, text } from '../../report/blocks.js'
import { learningRates } from '../search/search.js'
import { lossesFigure } from './lossesFigure.js'
import { pathsFigure } from './pathsFigure.js'
import { searchFigure } from './searchFigure.js'
import type { FinishedTrajectories } from './trajectoriesConfig.js'

const budget = (finished: readonly FinishedTrajectories[]): Block => {
  const runs = finished.reduce((sum, { values }) => sum + (values.searchRuns as number), 0)
  return foldedTable(
    'trajectories-search',
    'The grid search in numbers',
    finished,
    [
      {
        heading: 'surface',
        value: ({ job }) => landscapes[job.config.landscape]?.label ?? '',
      },
      { heading: 'method', value: ({ job }) => job.config.contender.name },
      {
        heading: 'C, λ',
        value: ({ job }) => settingOf(job.config.contender),
      },
      ...learningRates.map((rate, i) => ({
        heading: `α = ${rate}`,
        value: (one: FinishedTrajectories) => one.data.means[i] ?? null,
        digits: 3,
      })),
      { heading: 'chosen α', value: ({ values }) => values.learningRate as number },
      { heading: 'runs of the search', value: ({ values }) => values.searchRuns as number },
      { heading: 'diverged', value: ({ values }) => values.diverged as number },
    ],
    `The grid search: mean last loss at each learning rate; the minimum is chosen. Each method has the same budget, ${learningRates.length} learning rates from the same starts, ${runs} runs in all; capacity, decay and ρ are fixed.`,
  )
}

const of = (
  landscape: string,
  finished: readonly FinishedTrajectories[],
  order: MethodOrder,
): readonly Block[] => {
  const own = finished.filter(({ job }) => job.config.landscape === landscape)
  const main = own.filter(({ job }) => job.config.capacity === large.capacity)
  const paper = paperMethods(large).map((method) => method.name)
  const five = main.filter(({ job }) => paper.includes(job.config.contender.name))
  const shown = five.length > 0 ? five : main
  return [
    ...(shown.length > 0 ? [pathsFigure(landscape, shown, order)] : []),
    ...(own.length > 0 ? [lossesFigure(landscape, own, order)] : []),
  ]
}

/** The part of the report on trajectories. */
export const trajectoriesSection = (
  finished: readonly FinishedTrajectories[],
  order: MethodOrder,
): Section => ({
  id: 'trajectories',
  title: 'Trajectories and losses after a grid search',
  blocks:
    finished.length === 0
      ? [nothingYet]
      : [
          text(
            'The learning rate of each method is first searched on a grid; nothing else is tuned. Then each method runs from other starts than those of the search, the same for all methods. The default is C = 20, λ = 0.99; the paper states neither its setting for these figures nor how it scaled Goldstein-Price, of which log₁₀ is drawn.',
          ),
          ...['goldstein-price', 'ackley', 'levy'].flatMap((landscape) =>
            of(landscape, finished, order),
          ),
          searchFigure(finished, order),
          budget(finished),
        ],
})
