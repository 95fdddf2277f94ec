import type { Block, LinePanel } from '@momenta/bench-figures'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import { landscapeNamed } from '../../landscapes/landscapes.js'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { large, paperMethods, small } from '../../methods/methods.js'
import { lineBlock } from '../../report/blocks.js'
import { countText } from '../../report/countText.js'
import { mostSeries } from '../../report/fewSeries.js'
import { plotted } from '../toyJob.js'
import type { FinishedTrajectories } from './trajectoriesConfig.js'

const nameOf = ({ job }: FinishedTrajectories) => job.config.contender.name
const capacityOf = ({ job }: FinishedTrajectories) => job.config.capacity

const middle = (one: FinishedTrajectories) => ({
  series: nameOf(one),
  x: one.data.at,
  y: plotted(one.data.curve.middle),
})

const banded = (one: FinishedTrajectories) => ({
  ...middle(one),
  lower: plotted(one.data.curve.lower),
  upper: plotted(one.data.curve.upper),
})

/** Each method in a panel of its own, with its band, beside the median of another. */
const row = (
  finished: readonly FinishedTrajectories[],
  beside: FinishedTrajectories | undefined,
): readonly LinePanel[] =>
  finished.map((one) => ({
    title: nameOf(one),
    lines: [
      ...(beside === undefined || beside === one || nameOf(beside) === nameOf(one)
        ? []
        : [middle(beside)]),
      banded(one),
    ],
  }))

/** Panels of a row: narrower ones cannot be read. */
const perRow = RA.chunksOf(6)

/** The losses of finished jobs along their runs. */
export const lossesFigure = (
  landscape: string,
  finished: readonly FinishedTrajectories[],
  series: MethodOrder,
): Block => {
  const { label, losses } = landscapeNamed(landscape)
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
  const lines = rows.flatMap(({ heading, panels }) =>
    perRow(panels.slice(0, mostSeries)).map((part, i) => ({
      heading: i === 0 ? heading : '',
      panels: part,
    })),
  )
  const count = rows.reduce((sum, { panels }) => sum + panels.length, 0)
  const drawn = lines.reduce((sum, { panels }) => sum + panels.length, 0)
  const note = drawn === count ? '' : ` ${drawn} of ${count} are drawn; the data have all.`
  const { runs } = (finished[0] as FinishedTrajectories).job.config
  return lineBlock(
    {
      id: `losses-${landscape}`,
      title: `Loss on ${label}`,
      x: { label: 'step', scale: 'linear' },
      y: { label: 'loss', ...losses },
      series,
      rows: lines.map(({ heading }) => heading),
      panels: lines.map(({ panels }) => panels),
      panelSize: { width: 150, height: 130 },
    },
    `${label}: median loss over ${countText(runs, 'start')}, with a band from the lower to the upper quartile, each method at the learning rate that its search chose. For comparison, the median of Adam is drawn with the methods and that of Adam+CM with the controls. Values below a logarithmic axis are cut off.${note}`,
    finished.map((one) => ({ ...one.job.config, at: one.data.at, curve: one.data.curve })),
  )
}
