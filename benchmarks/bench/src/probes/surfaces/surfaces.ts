import type { Block, Section } from '@momenta/bench-figures'
import { buildOptimizer } from '@momenta/optimizers'
import { descent } from '../../landscapes/descent.js'
import { landscapeNamed, landscapes } from '../../landscapes/landscapes.js'
import { atRate, large, paperMethods } from '../../methods/methods.js'
import { nothingYet, tableBlock, text } from '../../report/blocks.js'
import type { Choice } from '../../tasks/Choice.js'
import type { Job, Outcome } from '../../tasks/Job.js'
import { sizeOf } from '../../tasks/sizeOf.js'
import type { Task } from '../../tasks/Task.js'
import { Measurements } from '../report/MeasurementCodec.js'
import { measurementTable, type NamedMeasurement } from '../report/measurementTable.js'
import { measureSurface } from './measureSurface.js'
import { type FinishedSurface, SurfaceConfig, type SurfaceFindings } from './SurfaceConfig.js'

const name = 'probes-surfaces'
const title = 'Probes on the toy surfaces'
const sizes = { smoke: 20, quick: 200, default: 1000, full: 1000 }
const learningRate = 0.05

const jobs = ({ preset, contenders, seeds = 1 }: Choice): readonly Job<SurfaceConfig>[] =>
  Object.entries(landscapes)
    .filter(([, { drawn }]) => drawn.length > 0)
    .flatMap(([landscape, { drawn }]) =>
      (contenders ?? paperMethods(large)).flatMap((contender) =>
        drawn.slice(0, seeds).map((_, seed) => ({
          task: name,
          config: { contender, landscape, steps: sizeOf(sizes, preset) },
          seed,
          label: `${name} ${landscape} ${contender.name} start ${seed}`,
          cost: 0.05,
        })),
      ),
    )

/** The end of the run of the trajectories task with the same optimizer and start, measured. */
const run = async ({ config, seed }: Job<SurfaceConfig>): Promise<Outcome<SurfaceFindings>> => {
  const { contender, landscape, steps } = config
  const { surface: make, drawn } = landscapeNamed(landscape)
  const surface = make(2)
  const start = drawn[seed] as readonly number[]
  const optimizer = buildOptimizer(atRate(contender, learningRate))
  const { last, lastLoss } = descent(optimizer, surface, start, steps)
  const data = await measureSurface(surface, last, seed)
  return { values: { loss: lastLoss, sharpness: data['λmax(H)'].value }, data }
}

const rowsOf = ({ job, data }: FinishedSurface): readonly NamedMeasurement[] =>
  Object.entries(data).map(([measure, found]) => ({
    run: `${job.config.landscape}, ${job.config.contender.name}, start ${job.seed}`,
    measure,
    found,
  }))

/** Loss and sharpness at the end of each run. */
const endsTable = (finished: readonly FinishedSurface[]): Block =>
  tableBlock(
    finished,
    [
      { heading: 'surface', value: ({ job }) => landscapeNamed(job.config.landscape).label },
      { heading: 'method', value: ({ job }) => job.config.contender.name },
      { heading: 'loss', value: ({ values }) => values.loss ?? null, digits: 3 },
      { heading: 'λmax(H)', value: ({ values }) => values.sharpness ?? null, digits: 3 },
    ],
    `Loss and top Hessian eigenvalue where runs from one start ended, C = ${large.capacity}, λ = ${large.decay}, learning rate ${learningRate}. One run each: no noise is known.`,
  )

const section = (finished: readonly FinishedSurface[]): Section => ({
  id: name,
  title,
  blocks:
    finished.length === 0
      ? [nothingYet]
      : [
          text(
            'The last points of runs on the toy surfaces (learning rate 0.05), measured as a network would be: by differences of gradients alone, though the Hessians are known here.',
          ),
          endsTable(finished),
          measurementTable('probes-surfaces', finished.flatMap(rowsOf)),
        ],
})

/** Sharpness at the ends of the toy runs. */
export const probesSurfaces: Task<SurfaceConfig, SurfaceFindings> = {
  name,
  title,
  source: 'probes of finished runs',
  config: SurfaceConfig,
  values: ['loss', 'sharpness'],
  data: Measurements,
  jobs,
  run,
  section,
}
