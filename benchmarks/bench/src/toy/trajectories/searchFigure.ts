import type { Block } from '@momenta/bench-figures'
import { landscapes } from '../../landscapes/landscapes.js'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { large, paperMethods } from '../../methods/methods.js'
import { lineBlock } from '../../report/blocks.js'
import { learningRates } from '../search/search.js'
import { plotted } from '../toyJob.js'
import type { FinishedTrajectories } from './trajectoriesConfig.js'

/** The mean last loss of the search at each learning rate: how sensitive each method is to it. */
export const searchFigure = (
  finished: readonly FinishedTrajectories[],
  series: MethodOrder,
): Block => {
  const paper = paperMethods(large).map(({ name }) => name)
  const main = finished.filter(
    ({ job: { config } }) =>
      config.capacity === large.capacity && paper.includes(config.contender.name),
  )
  const shown = main.length > 0 ? main : finished
  const surfaces = [...new Set(shown.map(({ job }) => job.config.landscape))]
  return lineBlock(
    {
      id: 'trajectories-rates',
      title: 'Mean last loss by learning rate',
      x: { label: 'learning rate α', scale: 'log' },
      y: { label: 'mean last loss', scale: 'log' },
      series,
      panels: [
        surfaces.map((surface) => ({
          title: landscapes[surface]?.label ?? surface,
          lines: shown
            .filter(({ job }) => job.config.landscape === surface)
            .map(({ job, data }) => ({
              series: job.config.contender.name,
              x: learningRates,
              y: plotted(data.means),
              marked: true,
            })),
        })),
      ],
    },
    `Sensitivity to the learning rate: mean last loss over the ${shown[0]?.job.config.searchRuns} starts of the search, by learning rate, on each surface (C = ${shown[0]?.job.config.capacity}, λ = ${shown[0]?.job.config.decay}). The figures above use the minimum of each curve. Values that are not positive or not finite are left out.`,
  )
}
