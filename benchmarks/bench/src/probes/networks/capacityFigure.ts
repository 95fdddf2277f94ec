import type { Block } from '@momenta/bench-figures'
import { meanInterval } from '@momenta/bench-results'
import { methodSeries } from '../../methods/methodSeries.js'
import { intervalBlock } from '../../report/blocks.js'
import type { NetworkGroup } from './NetworkGroup.js'

const memoryOf = (group: NetworkGroup) => group[0].job.config.contender.spec.memory

/** `Adam+CM` of `Adam+CM, C = 20`. */
const methodOf = (group: NetworkGroup): string =>
  (group[0].job.config.contender.name.split(',')[0] as string).trim()

/** Sharpness where runs end against the capacity of the memory; nothing with one capacity. */
export const capacityFigure = (all: readonly NetworkGroup[]): readonly Block[] => {
  const groups = all.filter(
    (group) =>
      memoryOf(group)?.capacity !== undefined &&
      group[0].job.config.contender.spec.estimators === undefined,
  )
  const capacityOf = (group: NetworkGroup) => memoryOf(group)?.capacity as number
  const capacities = [...new Set(groups.map(capacityOf))].sort((a, b) => a - b)
  const [first] = groups
  if (first === undefined || capacities.length < 2) return []
  const { epochs, samples } = first[0].job.config
  return [
    intervalBlock(
      {
        id: 'probes-mnist-capacity',
        title: 'Sharpness by capacity of the memory',
        x: { label: 'capacity C', scale: 'category', categories: capacities.map(String) },
        y: { label: 'λmax(H) at the end', scale: 'log' },
        series: methodSeries(groups.map(methodOf)),
        panelSize: { width: 440, height: 240 },
        panels: [
          [
            {
              intervals: groups.map((group) => {
                const { mean, low, high, n } = meanInterval(
                  group.map(({ values }) => Math.log(values.sharpness ?? Number.NaN)),
                )
                const [value, from, to] = [mean, low, high].map(Math.exp) as [
                  number,
                  number,
                  number,
                ]
                return {
                  series: methodOf(group),
                  x: String(capacityOf(group)),
                  ...{ value, low: n < 2 ? value : from, high: n < 2 ? value : to, n },
                }
              }),
            },
          ],
        ],
      },
      `Sharpness against capacity (Fig. 8, right): top Hessian eigenvalue on ${samples} training images of MNIST where runs of ${epochs} epochs ended, geometric mean over ${first.length} seeds with Student’s 95 % interval of the logarithm (none with one seed), λ = 0.7, all at the default learning rate.`,
    ),
  ]
}
