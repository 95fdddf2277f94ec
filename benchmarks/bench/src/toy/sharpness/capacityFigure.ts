import type { Block } from '@momenta/bench-figures'
import { meanInterval } from '@momenta/bench-results'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { intervalBlock } from '../../report/blocks.js'
import { known } from '../toyJob.js'
import type { FinishedSharpness, Losses } from './sharpnessConfig.js'

/** Loss and sharpness against the capacity of the memory, of jobs of several capacities. */
export const capacityFigure = (
  finished: readonly FinishedSharpness[],
  series: MethodOrder,
): Block => {
  const capacities = [...new Set(finished.map(({ job }) => job.config.capacity))].sort(
    (a, b) => a - b,
  )
  const panel = (label: string, key: keyof Losses) => ({
    y: { label, scale: 'linear' as const },
    intervals: finished.map(({ job: { config }, data }) => {
      const { mean, low, high, n } = meanInterval(known(data[key]))
      return {
        series: config.contender.name,
        x: String(config.capacity),
        ...{ value: mean, low, high, n },
      }
    }),
  })
  const [first] = finished
  return intervalBlock(
    {
      id: 'sharpness-by-capacity',
      title: 'Loss and sharpness on Levy by capacity',
      x: { label: 'capacity C', scale: 'category', categories: capacities.map(String) },
      y: { label: '', scale: 'linear' },
      series,
      panelSize: { width: 380, height: 230 },
      panels: [[panel('last loss', 'last'), panel('sharpness λ₁ at the floor', 'sharpness')]],
    },
    `Levy by the capacity of the memory, λ = ${first?.job.config.decay} (Table 2; the toy counterpart of Fig. 8, right): last loss and top Hessian eigenvalue, mean over ${first?.values.runs} starts with Student’s 95 % interval, each at the learning rate of its own search.`,
  )
}
