import type { Section } from '@momenta/bench-figures'
import { nothingYet, text } from '../../report/blocks.js'
import { groupRuns } from '../../report/groupRuns.js'
import type { FinishedSettling } from './SettlingConfig.js'
import { settlingFigure } from './settlingFigure.js'
import { settlingTables } from './settlingTable.js'

const words = (steps: number, seeds: number): string =>
  [
    `A tanh network 8-32-3 with squared error, full batch, ${steps} steps from ${seeds} seeds. On a`,
    'quadratic with P held, Adam loses stability where lr·λmax(P⁻¹H) passes (2 + 2β₁)/(1 − β₁), 38 for',
    'β₁ = 0.9, and training is known to settle there. A memory of C momenta, idealised as first in',
    'first out, moves that line to a root of z^(C−1)(z − 1)(z − β₁) + k(1 − β₁)(z^C + (1/C) Σ z^(C−j)):',
    '1.00, 0.70, 0.55, 0.39, 0.26 for C = 1, 2, 3, 5, 10, sixty times and more below Adam’s. Whether',
    'training settles there is what this page measures: an ordering of the same kind says that Adam+CM',
    'seeks flatter points because its memory makes sharper ones unstable, and no more. lr·λ is',
    'curvature in the metric of the optimizer, not generalization.',
  ].join(' ')

/** The part of the report on where training settles. */
export const settlingSection = (finished: readonly FinishedSettling[]): Section => {
  const groups = groupRuns(finished, ({ job }) => JSON.stringify(job.config))
  const [first] = groups
  return {
    id: 'stability-line',
    title: 'Where training settles',
    blocks:
      first === undefined
        ? [nothingYet]
        : [
            text(words(first[0].job.config.steps, first.length)),
            settlingFigure(groups),
            ...settlingTables(groups),
          ],
  }
}
