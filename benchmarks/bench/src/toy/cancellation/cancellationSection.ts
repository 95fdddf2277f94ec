import type { Block, Section } from '@momenta/bench-figures'
import { median } from '@momenta/bench-results'
import { descend } from '@momenta/bench-surfaces'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { lineBlock, nothingYet, tableBlock, text } from '../../report/blocks.js'
import { meanText } from '../../report/meanText.js'
import { known } from '../toyJob.js'
import { arrowsFigure, type FinishedCancellation, methodOf } from './arrowsFigure.js'
import { trap } from './CancellationConfig.js'

const spread = (values: readonly (number | null)[]): string => {
  const own = known(values)
  return own.length < 2 ? '–' : meanText(own)
}

/** The number of runs that ended in the basin of the global minimum. */
const arrived = (one: FinishedCancellation): number =>
  one.data.ends.filter(
    ({ point, loss }) => loss !== null && descend(trap, point as readonly number[]).f < 0.01,
  ).length

const agreement = (finished: readonly FinishedCancellation[], series: MethodOrder): Block => {
  const capacities = [...new Set(finished.map(({ job }) => job.config.capacity))]
  return lineBlock(
    {
      id: 'cancellation-agreement',
      title: 'Agreement of the entries',
      x: { label: 'step', scale: 'linear' },
      y: { label: '‖mean‖ / mean ‖entry‖', scale: 'linear', domain: [0, 1] },
      series,
      columns: capacities.map((capacity) => `C = ${capacity}`),
      panels: [
        capacities.map((capacity) => ({
          lines: finished
            .filter(({ job }) => job.config.capacity === capacity)
            .map((one) => ({
              series: one.job.config.contender.name,
              x: one.data.at,
              y: one.data.agreement.map((n) => n ?? Number.NaN),
            })),
        })),
      ],
    },
    'Agreement of the entries of the memory along the runs on Ackley + Rosenbrock, by capacity C: the norm of their mean over the mean of their norms, 0 where they cancel, 1 where they agree; mean over the starts.',
  )
}

const table = (finished: readonly FinishedCancellation[]): Block =>
  tableBlock(
    finished,
    [
      { heading: 'method', value: methodOf },
      {
        heading: 'agreement, last 100 steps, mean',
        value: (one) => spread(one.data.ends.map(({ late }) => late)),
      },
      {
        heading: 'last loss, median',
        value: (one) => {
          const own = known(one.data.ends.map(({ loss }) => loss))
          return own.length === 0 ? null : median(own)
        },
        digits: 2,
      },
      { heading: 'ended in the global basin', value: arrived },
      { heading: 'of', value: ({ values }) => values.runs as number },
    ],
    'Ackley + Rosenbrock: agreement of the entries (mean over the starts ± half of Student’s 95 % interval), and where the runs ended.',
  )

/** The part of the report on cancellation. */
export const cancellationSection = (
  finished: readonly FinishedCancellation[],
  order: MethodOrder,
): Section => ({
  id: 'gradient-cancellation',
  title: 'Cancellation in the memory',
  blocks:
    finished.length === 0
      ? [nothingYet]
      : [
          text(
            'On Ackley + Rosenbrock, a weighted sum in the spirit of equation (12), whose exact form is not known; α = 0.03. Agreement is the norm of the mean of the entries over the mean of their norms: 0 where they cancel, 1 where they agree. The paper says that critical gradients cancel and critical momenta do not.',
          ),
          arrowsFigure(finished),
          agreement(finished, order),
          table(finished),
        ],
})
