import type { Section } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { detailsBlock, nothingYet, text } from '../../report/blocks.js'
import { groupRuns } from '../../report/groupRuns.js'
import { measurementTable, type NamedMeasurement } from '../report/measurementTable.js'
import { capacityFigure } from './capacityFigure.js'
import { isCapacityVariant } from './capacityVariants.js'
import { endsFigure } from './endsFigure.js'
import { lastRecordsTable } from './lastRecordsTable.js'
import type { FinishedNetwork, NetworkConfig } from './NetworkConfig.js'
import { nameOf } from './NetworkGroup.js'
import { pathsFigure } from './pathsFigure.js'
import { recordsFigure } from './recordsFigure.js'

const words = ({ images, epochs, samples, every }: NetworkConfig): string =>
  [
    `The runs of the MNIST task (${images} images, ${epochs} epochs), watched every ${every} steps on`,
    `a probe set of ${samples} training images and measured where they ended. Hessian-vector products`,
    'are exact, by double backward with repaired gradients: differences of a relu network cross its',
    'kinks. Say curvature, not generalization: λmax follows the learning rate, and falls as',
    'probabilities saturate.',
  ].join(' ')

const rowsOf = ({ job, data }: FinishedNetwork): readonly NamedMeasurement[] =>
  Object.entries({ ...data.measures, 'barrier to the twin': data.connectivity }).map(
    ([measure, found]) => ({
      run: `${job.config.contender.name}, seed ${job.seed}`,
      measure,
      found,
    }),
  )

/** The part of the report on the probes of MNIST. */
export const networksSection = (
  finished: readonly FinishedNetwork[],
  order: MethodOrder,
): Section => {
  const all = groupRuns(finished, ({ job }) => job.config.contender.name)
  const groups = all.filter((group) => !isCapacityVariant(nameOf(group)))
  const [first] = finished
  return {
    id: 'probes-mnist',
    title: 'Probes on MNIST',
    blocks:
      first === undefined
        ? [nothingYet]
        : [
            text(words(first.job.config)),
            ...(groups.length === 0
              ? []
              : [
                  ...recordsFigure(groups, order),
                  ...capacityFigure(all, order),
                  detailsBlock('The ends of the runs', [
                    endsFigure(groups, order),
                    pathsFigure(groups, order),
                    lastRecordsTable(groups),
                  ]),
                ]),
            measurementTable('probes-mnist-measures', finished.flatMap(rowsOf)),
          ],
  }
}
