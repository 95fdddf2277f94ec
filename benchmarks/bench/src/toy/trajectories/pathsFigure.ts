import type { Block } from '@momenta/bench-figures'
import { landscapeNamed } from '../../landscapes/landscapes.js'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { contourBlock } from '../../report/blocks.js'
import { plotted } from '../toyJob.js'
import type { FinishedTrajectories } from './trajectoriesConfig.js'

const nameOf = ({ job }: FinishedTrajectories) => job.config.contender.name

/** The trajectories of finished jobs over the contours of their surface, a panel a start. */
export const pathsFigure = (
  landscape: string,
  finished: readonly FinishedTrajectories[],
  series: MethodOrder,
): Block => {
  const { label, surface: make, view, contours, drawn } = landscapeNamed(landscape)
  const surface = make(2)
  const background = {
    label: contours === 'log' ? 'loss + 0.01' : 'loss',
    value: (x: number, y: number) => surface.value([x, y]) + (contours === 'log' ? 0.01 : 0),
    x: view,
    y: view,
    levels: { spacing: contours, count: 12 },
    minima: surface.minima
      .filter(({ global }) => global)
      .map(({ x }) => ({ x: x[0] as number, y: x[1] as number })),
  }
  return contourBlock(
    {
      id: `paths-${landscape}`,
      title: `Trajectories over ${label}`,
      x: { label: 'x₁' },
      y: { label: 'x₂' },
      series,
      panels: [
        drawn.map((_, start) => ({
          surface: background,
          trajectories: finished.map((one) => {
            const path = one.data.paths[start] ?? []
            return {
              series: nameOf(one),
              x: plotted(path.map(([x]) => x)),
              y: plotted(path.map(([, y]) => y)),
            }
          }),
        })),
      ],
    },
    `${label}: from a common start to the last point, each method at the learning rate that its search chose; what leaves the box is cut off.`,
    finished.map((one) => ({
      contender: one.job.config.contender,
      learningRate: one.values.learningRate,
      paths: one.data.paths,
    })),
  )
}
