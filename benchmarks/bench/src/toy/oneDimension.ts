import type { Block, Section } from '@momenta/bench-figures'
import { twoBasin } from '@momenta/bench-surfaces'
import { buildOptimizer, type Json } from '@momenta/optimizers'
import type { Choice, Contender, Finished, Outcome, Task, Work } from '../tasks/Task.js'
import { lineBlock, nothingYet, text } from './blocks.js'
import { descent } from './descent.js'
import { atRate, large, paperMethods, type Setting } from './methods.js'

/** What a work of this task is about. */
interface PathConfig {
  readonly contender: Contender
  readonly sharpness: number
  readonly start: number
  readonly capacity: number
  readonly decay: number
  readonly learningRate: number
  readonly steps: number
}

const name = 'one-dimensional'
const title = 'Trajectories in one dimension'
const sharpnesses = [1, 5, 20, 100]
const positions = [-0.5, 0.75, 0.95]
const configOf = ({ config }: Work): PathConfig => config as unknown as PathConfig

const work = (config: PathConfig): Work => ({
  task: name,
  config: config as unknown as { readonly [name: string]: Json },
  seed: 0,
  label: `${name} ${config.contender.name}, s=${config.sharpness}, x₀=${config.start}`,
  cost: 0.005,
})

const works = ({ contenders, preset }: Choice): readonly Work[] => {
  const over = (methods: readonly Contender[], setting: Setting, places: readonly number[]) =>
    (contenders ?? methods).flatMap((contender) =>
      sharpnesses.flatMap((sharpness) =>
        places.map((start) =>
          work({ contender, sharpness, start, ...setting, learningRate: 0.1, steps: 200 }),
        ),
      ),
    )
  const settings = [0.7, 0.99].flatMap((decay) =>
    [1, 5, 20].map((capacity) => ({ capacity, decay })),
  )
  const cm = (setting: Setting) =>
    paperMethods(setting).filter((method) => method.name === 'Adam+CM')
  return [
    ...over(paperMethods(large), large, positions),
    ...(preset === 'quick' || contenders !== undefined
      ? []
      : settings
          .filter(({ capacity, decay }) => capacity !== large.capacity || decay !== large.decay)
          .flatMap((setting) => over(cm(setting), setting, positions))),
  ]
}

const run = async (planned: Work): Promise<Outcome> => {
  const { contender, sharpness, start, learningRate, steps } = configOf(planned)
  const surface = twoBasin({ dim: 1, sharpness, form: 'separable' })
  const optimizer = buildOptimizer(atRate(contender, learningRate))
  const { path, at, lastLoss, last } = descent(optimizer, surface, [start], steps, steps)
  return {
    values: { last: last[0] as number, lastLoss },
    data: { steps: at, x: path.map(([x]) => x as number) },
  }
}

type Path = { readonly steps: readonly number[]; readonly x: readonly number[] }

const grid = (
  finished: readonly Finished[],
  id: string,
  series: readonly string[],
  seriesOf: (config: PathConfig) => string | undefined,
  caption: string,
): Block =>
  lineBlock(
    {
      id,
      title: 'x against the step',
      x: { label: 'step', scale: 'linear' },
      y: { label: 'x', scale: 'linear', domain: [-1.2, 2] },
      series,
      columns: sharpnesses.map((s) => `s = ${s}`),
      rows: positions.map((start) => `x₀ = ${start}`),
      panels: positions.map((start) =>
        sharpnesses.map((sharpness) => ({
          lines: finished.flatMap(({ work, data }) => {
            const config = configOf(work)
            const own = seriesOf(config)
            if (own === undefined || config.start !== start || config.sharpness !== sharpness)
              return []
            const { steps, x } = data as unknown as Path
            return [{ series: own, x: steps, y: x }]
          }),
          references: [
            { label: 'flat minimum', axis: 'y' as const, value: 0 },
            { label: 'sharp minimum', axis: 'y' as const, value: 1 },
          ],
        })),
      ),
    },
    caption,
  )

const section = (finished: readonly Finished[]): Section => {
  const names = [
    ...new Set(
      finished
        .filter(
          ({ work }) =>
            configOf(work).capacity === large.capacity && configOf(work).decay === large.decay,
        )
        .map(({ work }) => configOf(work).contender.name),
    ),
  ]
  const sensitivity = [0.7, 0.99].map((decay) =>
    grid(
      finished,
      `one-dimensional-decay-${String(decay).replace('.', '')}`,
      [1, 5, 20].map((capacity) => `C = ${capacity}`),
      (config) =>
        config.contender.name === 'Adam+CM' && config.decay === decay
          ? `C = ${config.capacity}`
          : undefined,
      `Adam+CM at three capacities, λ = ${decay} (Fig. 17, 18), α = 0.1.`,
    ),
  )
  return {
    id: name,
    title,
    blocks:
      finished.length === 0
        ? [nothingYet]
        : [
            text(
              'The same f as above in one dimension, α = 0.1: columns are sharpness coefficients, rows are starts. The flat minimum lies at 0, the sharp one at 1.',
            ),
            grid(
              finished,
              'one-dimensional-methods',
              names,
              (config) =>
                config.capacity === large.capacity && config.decay === large.decay
                  ? config.contender.name
                  : undefined,
              'Methods at C = 20, λ = 0.99 (Fig. 6).',
            ),
            ...(finished.some(({ work }) => configOf(work).capacity !== large.capacity)
              ? sensitivity
              : []),
          ],
  }
}

/** Trajectories on equation (8) in one dimension, and their sensitivity to capacity and decay. */
export const oneDimension: Task = {
  name,
  title,
  source: 'Fig. 6, 17, 18',
  works,
  run,
  section,
}
