import type { Block, Section } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { large, paperMethods } from '../../methods/methods.js'
import { lineBlock, nothingYet, text } from '../../report/blocks.js'
import type { Finished } from '../../tasks/Job.js'
import { plotted } from '../toyJob.js'
import { type Path, type PathConfig, positions, sharpnesses } from './pathConfig.js'

type FinishedPath = Finished<PathConfig, Path>

const grid = (
  finished: readonly FinishedPath[],
  id: string,
  { series, ordered }: { readonly series: readonly string[]; readonly ordered?: boolean },
  seriesOf: (config: PathConfig) => string,
  caption: string,
): Block => {
  const panel = (sharpness: number, start: number) => ({
    lines: finished.flatMap(({ job, data }) => {
      const { config } = job
      if (config.start !== start || config.sharpness !== sharpness) return []
      return [{ series: seriesOf(config), x: data.steps, y: plotted(data.x) }]
    }),
    references: [
      { label: 'flat minimum', axis: 'y' as const, value: 0 },
      { label: 'sharp minimum', axis: 'y' as const, value: 1 },
    ],
  })
  return lineBlock(
    {
      id,
      title: 'x against the step',
      x: { label: 'step', scale: 'linear' },
      y: { label: 'x', scale: 'linear', domain: [-1.2, 2] },
      series,
      ordered: ordered === true,
      columns: sharpnesses.map((s) => `s = ${s}`),
      rows: positions.map((start) => `x₀ = ${start}`),
      panels: positions.map((start) => sharpnesses.map((sharpness) => panel(sharpness, start))),
    },
    `${caption} x along the steps on equation (8) in one dimension, by sharpness coefficient s and start x₀; α = 0.1. What leaves [−1.2, 2] is cut off.`,
  )
}

const methods = (
  finished: readonly FinishedPath[],
  series: MethodOrder,
  id: string,
  isShown: (name: string) => boolean,
  caption: string,
): readonly Block[] => {
  const among = finished.filter(({ job }) => {
    const { capacity, decay, contender } = job.config
    return capacity === large.capacity && decay === large.decay && isShown(contender.name)
  })
  // Adam+CM is drawn beside the controls: alone it is in the figure of the methods
  return among.every(
    ({ job }) => id.endsWith('controls') && job.config.contender.name === 'Adam+CM',
  )
    ? []
    : [grid(among, id, { series }, ({ contender }) => contender.name, caption)]
}

const sensitivity = (finished: readonly FinishedPath[]): readonly Block[] =>
  [0.7, 0.99].flatMap((decay, i) => {
    const among = finished.filter(({ job }) => {
      const { config } = job
      return config.contender.name === 'Adam+CM' && config.decay === decay
    })
    const capacities = [...new Set(among.map(({ job }) => job.config.capacity))].sort(
      (a, b) => a - b,
    )
    return decay === large.decay && capacities.every((capacity) => capacity === large.capacity)
      ? []
      : [
          grid(
            among,
            `one-dimensional-decay-${['07', '099'][i]}`,
            { series: capacities.map((capacity) => `C = ${capacity}`), ordered: true },
            ({ capacity }) => `C = ${capacity}`,
            `Adam+CM by the capacity C of its memory, λ = ${decay} (Fig. 17, 18).`,
          ),
        ]
  })

/** The part of the report on trajectories in one dimension. */
export const oneDimensionSection = (
  finished: readonly FinishedPath[],
  order: MethodOrder,
): Section => {
  const paper = paperMethods(large).map(({ name }) => name)
  const setting = `C = ${large.capacity}, λ = ${large.decay}`
  return {
    id: 'one-dimensional',
    title: 'Trajectories in one dimension',
    blocks:
      finished.length === 0
        ? [nothingYet]
        : [
            text(
              'min(x², s (x − 1)²), equation (8) in one dimension: columns are sharpness coefficients, rows are starts. The flat minimum lies at 0, the sharp one at 1; at s = 1 they are equally sharp. The basins meet at √s / (1 + √s): x₀ = 0.75 is in the sharp one only for s = 1 and 5.',
            ),
            ...methods(
              finished,
              order,
              'one-dimensional-methods',
              (name) => paper.includes(name),
              `The paper’s methods, ${setting} (Fig. 6).`,
            ),
            ...methods(
              finished,
              order,
              'one-dimensional-controls',
              (name) => !paper.includes(name) || name === 'Adam+CM',
              `Controls beside Adam+CM, ${setting}.`,
            ),
            ...sensitivity(finished),
          ],
  }
}
