import type { Block } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { lineBlock } from '../../report/blocks.js'
import { countText } from '../../report/countText.js'
import type { Better } from '../../report/separatedBest.js'
import type { TrainingRun } from '../trainingRuns.js'
import type { MethodRuns } from './methodsOf.js'
import { metricOf } from './metricOf.js'

/** A sentence on the methods whose best rate is the lowest or highest of their search. */
const endsOfSearch = (methods: readonly MethodRuns[]): string => {
  const atEnd = methods.filter(
    ({ rate, search }) =>
      rate !== undefined &&
      (rate === search[0]?.learningRate || rate === search.at(-1)?.learningRate),
  )
  if (atEnd.length === 0) return ''
  const names = atEnd.map(({ name, rate }) => `${name} (${rate})`).join(', ')
  return ` The best rate is the lowest or highest that was tried, so a better one may lie outside, of ${names}.`
}

/** The best value at each rate: a search of the paper's grid tries several settings at one. */
const bestByRate = (
  search: readonly TrainingRun[],
  heldOut: (run: TrainingRun) => number,
  better: Better,
) => {
  const x = [...new Set(search.map(({ learningRate }) => learningRate))]
  const best = better === 'higher' ? Math.max : Math.min
  const at = (rate: number) => search.filter(({ learningRate }) => learningRate === rate)
  return { x, y: x.map((rate) => best(...at(rate).map(heldOut))) }
}

/** The held-out metric of the search runs by learning rate; nothing with fewer than two rates. */
export const ratesFigure = (
  methods: readonly MethodRuns[],
  series: MethodOrder,
): readonly Block[] => {
  const shown = methods.filter(({ search }) => search.length > 1)
  const [first] = shown.flatMap(({ search }) => search)
  if (first === undefined) return []
  const { better, label } = metricOf(first)
  const key = first.task.kind === 'text' ? 'last.perplexity' : 'last.accuracy'
  const factor = better === 'higher' ? 100 : 1
  const words = label.replace('test', 'held-out')
  const heldOutOf = ({ values }: TrainingRun) => factor * (values[key] ?? Number.NaN)
  return [
    lineBlock(
      {
        id: `${first.task.name}-rates`,
        title: `${first.task.title}: ${words} by learning rate`,
        x: { label: 'learning rate α', scale: 'log' },
        y: { label: words, scale: better === 'lower' ? 'log' : 'linear' },
        series,
        panelSize: { width: 420, height: 250 },
        panels: [
          [
            {
              lines: shown.map(({ name, search }) => ({
                series: name,
                ...bestByRate(search, heldOutOf, better),
                marked: true,
              })),
            },
          ],
        ],
      },
      `${first.task.title}: sensitivity to the learning rate, from the search: one seed, ${countText(first.task.epochs, 'epoch')}, ${words} after the last.${endsOfSearch(shown)}`,
    ),
  ]
}
