import type { Block, Section } from '@momenta/bench-figures'
import type { Finished } from '../tasks/Task.js'
import { nothingYet, tableBlock, text } from './blocks.js'
import { landscapes } from './landscapes.js'
import { lossesFigure } from './lossesFigure.js'
import { large, paperMethods, settingOf } from './methods.js'
import { pathsFigure } from './pathsFigure.js'
import { learningRates } from './search.js'
import { drawnOf, trajectoriesConfig } from './trajectoriesConfig.js'

const budget = (finished: readonly Finished[]): Block => {
  const runs = finished.reduce((sum, { values }) => sum + (values.searchRuns as number), 0)
  return tableBlock(
    finished,
    [
      {
        heading: 'surface',
        value: ({ work }) => landscapes[trajectoriesConfig(work).landscape]?.label ?? '',
      },
      { heading: 'method', value: ({ work }) => trajectoriesConfig(work).contender.name },
      {
        heading: 'C, λ',
        value: ({ work }) => settingOf(trajectoriesConfig(work).contender),
      },
      ...learningRates.map((rate, i) => ({
        heading: `α = ${rate}`,
        value: (one: Finished) => drawnOf(one).means[i] ?? null,
        digits: 3,
      })),
      { heading: 'chosen α', value: ({ values }) => values.learningRate as number },
      { heading: 'runs of the search', value: ({ values }) => values.searchRuns as number },
      { heading: 'diverged', value: ({ values }) => values.diverged as number },
    ],
    `The grid search: mean last loss at each learning rate, the least of which is chosen. Each method has the same budget, ${learningRates.length} learning rates from the same starts, ${runs} runs in all; capacity, decay and ρ are fixed.`,
  )
}

const of = (landscape: string, finished: readonly Finished[]): readonly Block[] => {
  const own = finished.filter(({ work }) => trajectoriesConfig(work).landscape === landscape)
  const main = own.filter(({ work }) => trajectoriesConfig(work).capacity === large.capacity)
  const paper = paperMethods(large).map((method) => method.name)
  const five = main.filter(({ work }) => paper.includes(trajectoriesConfig(work).contender.name))
  const shown = five.length > 0 ? five : main
  return [
    ...(shown.length > 0 ? [pathsFigure(landscape, shown)] : []),
    ...(own.length > 0 ? [lossesFigure(landscape, own)] : []),
  ]
}

/** The part of the report on trajectories. */
export const trajectoriesSection = (finished: readonly Finished[]): Section => ({
  id: 'trajectories',
  title: 'Trajectories and losses after a grid search',
  blocks:
    finished.length === 0
      ? [nothingYet]
      : [
          text(
            'Each method is first given a search over the learning rate, the only thing that is tuned; then it runs from other starts than those of the search, the same for all methods. The default is C = 20, λ = 0.99; the paper tells neither its setting for these figures nor how it scaled Goldstein-Price, of which log₁₀ is drawn.',
          ),
          ...['goldstein-price', 'ackley', 'levy'].flatMap((landscape) => of(landscape, finished)),
          budget(finished),
        ],
})
