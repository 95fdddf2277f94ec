import type { Block, LinePanel } from '@momenta/bench-figures'
import type { Finished } from '../tasks/Task.js'
import { lineBlock } from './blocks.js'
import { type Landscape, landscapes } from './landscapes.js'
import { large, paperMethods, small } from './methods.js'
import { drawnOf, trajectoriesConfig } from './trajectoriesConfig.js'

const numbers = (list: readonly (number | null)[] | undefined) =>
  (list ?? []).map((n) => n ?? Number.NaN)

const nameOf = ({ work }: Finished) => trajectoriesConfig(work).contender.name
const capacityOf = ({ work }: Finished) => trajectoriesConfig(work).capacity

const middle = (one: Finished) => ({
  series: nameOf(one),
  x: drawnOf(one).at,
  y: numbers(drawnOf(one).curve.middle),
})

const banded = (one: Finished) => ({
  ...middle(one),
  lower: numbers(drawnOf(one).curve.lower),
  upper: numbers(drawnOf(one).curve.upper),
})

/** Each method in a panel of its own, with its band, beside the median of another. */
const row = (finished: readonly Finished[], beside: Finished | undefined): readonly LinePanel[] =>
  finished.map((one) => ({
    title: nameOf(one),
    lines: [
      ...(beside === undefined || beside === one || nameOf(beside) === nameOf(one)
        ? []
        : [middle(beside)]),
      banded(one),
    ],
  }))

/** The losses of finished works along their runs. */
export const lossesFigure = (landscape: string, finished: readonly Finished[]): Block => {
  const { label, losses } = landscapes[landscape] as Landscape
  const paper = paperMethods(large).map((method) => method.name)
  const main = finished.filter((one) => capacityOf(one) === large.capacity)
  const little = finished.filter((one) => capacityOf(one) === small.capacity)
  const named = (name: string) => main.find((one) => nameOf(one) === name)
  const rows = [
    {
      heading: 'methods',
      panels: row(
        main.filter((one) => paper.includes(nameOf(one))),
        named('Adam'),
      ),
    },
    {
      heading: 'controls',
      panels: row(
        main.filter((one) => !paper.includes(nameOf(one))),
        named('Adam+CM'),
      ),
    },
    { heading: `C = ${small.capacity}, λ = ${small.decay}`, panels: row(little, named('Adam')) },
  ].filter(({ panels }) => panels.length > 0)
  const { runs } = trajectoriesConfig((finished[0] as Finished).work)
  return lineBlock(
    {
      id: `losses-${landscape}`,
      title: `Loss on ${label}`,
      x: { label: 'step', scale: 'linear' },
      y: { label: 'loss', ...losses },
      series: [...new Set(finished.map(nameOf))],
      rows: rows.map(({ heading }) => heading),
      panels: rows.map(({ panels }) => panels),
      panelSize: { width: 150, height: 130 },
    },
    `${label}: median loss over ${runs} starts, with a band from the lower to the upper quartile, each method at the learning rate that its search chose. For comparison the median of Adam stands beside the methods, that of Adam+CM beside the controls. What lies below a logarithmic axis is cut off.`,
  )
}
