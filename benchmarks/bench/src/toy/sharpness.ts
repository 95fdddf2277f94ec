import type { Section } from '@momenta/bench-figures'
import { meanInterval, median } from '@momenta/bench-results'
import { descend, type Surface, topEigenvalue } from '@momenta/bench-surfaces'
import { buildOptimizer, type Json } from '@momenta/optimizers'
import type { Choice, Contender, Finished, Outcome, Task, Work } from '../tasks/Task.js'
import { nothingYet, tableBlock, text } from './blocks.js'
import { descent } from './descent.js'
import { type Landscape, landscapes } from './landscapes.js'
import { allMethods, atRate, large, paperMethods } from './methods.js'
import { search } from './search.js'
import { starts } from './starts.js'

interface Config {
  readonly landscape: string
  readonly contender: Contender
  readonly capacity: number
  readonly steps: number
  readonly runs: number
}

/** One value a run. */
export interface Losses {
  readonly last: readonly (number | null)[]
  readonly floor: readonly (number | null)[]
  readonly best: readonly (number | null)[]
  readonly sharpness: readonly (number | null)[]
  readonly sharpnessAtLast: readonly (number | null)[]
}

const name = 'sharpness-table'
const title = 'Loss and sharpness'
const runs = { quick: 5, default: 20, full: 100 }
const tabled = ['goldstein-price', 'goldstein-price-raw', 'levy']

/** The config of a work of this task. */
export const sharpnessConfig = ({ config }: Work): Config => config as unknown as Config

/** The values of the runs of a finished work. */
export const lossesOf = ({ data }: Finished): Losses => data as unknown as Losses

const works = ({ preset, seeds, contenders }: Choice): readonly Work[] => {
  const work = (landscape: string, contender: Contender, capacity: number): Work => {
    const config: Config = {
      landscape,
      contender,
      capacity,
      steps: preset === 'quick' ? 300 : 1000,
      runs: seeds ?? runs[preset],
    }
    return {
      task: name,
      config: config as unknown as { readonly [name: string]: Json },
      seed: 3,
      label: `${name} ${landscape} ${contender.name} C=${capacity}`,
      cost: (7 * config.runs * config.steps) / 400_000,
    }
  }
  const capacities = preset === 'quick' || contenders !== undefined ? [] : [5, 10]
  return [
    ...tabled.flatMap((landscape) =>
      (contenders ?? allMethods(large)).map((contender) =>
        work(landscape, contender, large.capacity),
      ),
    ),
    ...capacities.flatMap((capacity) =>
      paperMethods({ ...large, capacity })
        .filter((method) => method.name === 'Adam+CG' || method.name === 'Adam+CM')
        .map((contender) => work('levy', contender, capacity)),
    ),
  ]
}

const finite = (n: number): number | null => (Number.isFinite(n) ? n : null)
const curvature = (surface: Surface, x: ArrayLike<number>) =>
  Array.from(x).every(Number.isFinite)
    ? topEigenvalue(surface.hessian(x), surface.dim).max
    : Number.NaN

const run = async (planned: Work): Promise<Outcome> => {
  const { landscape, contender, steps, runs: count } = sharpnessConfig(planned)
  const { surface: make, box } = landscapes[landscape] as Landscape
  const surface = make(2)
  const points = starts(planned.seed, count, 2, box)
  const { best: learningRate } = search(contender, surface, points, steps)
  const optimizer = buildOptimizer(atRate(contender, learningRate))
  const all = points.map((start) => {
    const { last, lastLoss, bestLoss } = descent(optimizer, surface, start, steps)
    const floor = last.every(Number.isFinite) ? descend(surface, last) : undefined
    return {
      last: finite(lastLoss),
      best: finite(bestLoss),
      floor: finite(floor?.f ?? Number.NaN),
      sharpness: finite(floor === undefined ? Number.NaN : curvature(surface, floor.x)),
      sharpnessAtLast: finite(curvature(surface, last)),
    }
  })
  const column = (key: keyof Losses) => all.map((one) => one[key])
  return {
    values: { learningRate, runs: count },
    data: {
      last: column('last'),
      best: column('best'),
      floor: column('floor'),
      sharpness: column('sharpness'),
      sharpnessAtLast: column('sharpnessAtLast'),
    },
  }
}

const known = (values: readonly (number | null)[]): readonly number[] =>
  values.filter((value): value is number => value !== null)

/** Mean ± half the 95 % t interval. */
const spread = (values: readonly (number | null)[]): string => {
  const own = known(values)
  if (own.length < 2) return '–'
  const { mean, high } = meanInterval(own)
  return `${mean.toPrecision(4)} ± ${(high - mean).toPrecision(2)}`
}

const columns = [
  { heading: 'method', value: ({ work }: Finished) => sharpnessConfig(work).contender.name },
  { heading: 'C', value: ({ work }: Finished) => sharpnessConfig(work).capacity },
  { heading: 'α', value: ({ values }: Finished) => values.learningRate as number },
  { heading: 'last loss, mean', value: (one: Finished) => spread(lossesOf(one).last) },
  { heading: 'median', value: (one: Finished) => median(known(lossesOf(one).last)) },
  { heading: 'best loss, mean', value: (one: Finished) => spread(lossesOf(one).best) },
  { heading: 'loss at the floor, mean', value: (one: Finished) => spread(lossesOf(one).floor) },
  { heading: 'λ₁ at the floor, mean', value: (one: Finished) => spread(lossesOf(one).sharpness) },
  {
    heading: 'λ₁ at the last point, median',
    value: (one: Finished) => median(known(lossesOf(one).sharpnessAtLast)),
  },
]

const section = (finished: readonly Finished[]): Section => {
  const of = (landscape: string) =>
    finished.filter(
      ({ work }) =>
        sharpnessConfig(work).landscape === landscape &&
        sharpnessConfig(work).capacity === large.capacity,
    )
  const byCapacity = finished
    .filter(
      ({ work }) =>
        sharpnessConfig(work).landscape === 'levy' &&
        ['Adam+CG', 'Adam+CM'].includes(sharpnessConfig(work).contender.name),
    )
    .sort((a, b) => {
      const [x, y] = [sharpnessConfig(a.work), sharpnessConfig(b.work)]
      return x.contender.name.localeCompare(y.contender.name) || x.capacity - y.capacity
    })
  const n = finished[0]?.values.runs
  return {
    id: name,
    title,
    blocks:
      finished.length === 0
        ? [nothingYet]
        : [
            text(
              `The toy table and Table 2 of the paper, after the same search over the learning rate. Sharpness is the top eigenvalue λ₁ of the exact Hessian: at the floor of the basin in which a run ended, found by small steps downhill, and at its last point, where a run that still moves says little. Means are over ${n} starts with Student's 95 % interval; the paper gives none, and its Goldstein-Price is scaled in a way that it does not tell.`,
            ),
            ...tabled
              .filter((landscape) => of(landscape).length > 0)
              .map((landscape) =>
                tableBlock(
                  of(landscape),
                  columns,
                  `${landscapes[landscape]?.label}: loss and sharpness.`,
                ),
              ),
            ...(byCapacity.length === 0
              ? []
              : [
                  tableBlock(
                    byCapacity,
                    columns,
                    'Levy: against the capacity of the memory, λ = 0.99 (Table 2).',
                  ),
                ]),
          ],
  }
}

/** Loss and sharpness on Goldstein-Price and Levy, and against the capacity. */
export const sharpness: Task = {
  name,
  title,
  source: 'toy table, Table 2',
  works,
  run,
  section,
}
