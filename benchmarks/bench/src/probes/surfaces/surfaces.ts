import type { Section } from '@momenta/bench-figures'
import type { Surface } from '@momenta/bench-surfaces'
import { buildOptimizer, type Json } from '@momenta/optimizers'
import {
  centralDifferences,
  eigenvalues,
  hutchinson,
  type Measurement,
  measureGradientNorm,
  objectiveOf,
  samSharpness,
  worstSharpness,
} from '@momenta/probes'
import * as t from 'io-ts'
import { descent } from '../../landscapes/descent.js'
import { type Landscape, landscapes } from '../../landscapes/landscapes.js'
import { atRate, large, paperMethods } from '../../methods/methods.js'
import { nothingYet, text } from '../../report/blocks.js'
import type { Choice } from '../../tasks/Choice.js'
import type { Contender } from '../../tasks/Contender.js'
import type { Job } from '../../tasks/Job.js'
import { outcomeOf } from '../../tasks/outcomeOf.js'
import type { StoredFinished, StoredOutcome, StoredTask } from '../../tasks/StoredTask.js'
import { measurementTable, type Named } from '../report/measurementTable.js'
import { StoredMeasurement } from '../report/StoredMeasurement.js'

const name = 'probes-surfaces'
const steps = { quick: 200, default: 1000, full: 1000 }

interface Config {
  readonly contender: Contender
  readonly landscape: string
  readonly steps: number
}

const configOf = ({ config }: Job) => config as unknown as Config

const jobs = ({ preset, contenders, seeds = 1 }: Choice): readonly Job[] =>
  Object.entries(landscapes)
    .filter(([, { drawn }]) => drawn.length > 0)
    .flatMap(([landscape, { drawn }]) =>
      (contenders ?? paperMethods(large)).flatMap((contender) =>
        drawn.slice(0, seeds).map(
          (_, seed): Job => ({
            task: name,
            config: { contender, landscape, steps: steps[preset] } as unknown as Job['config'],
            seed,
            label: `${name} ${landscape} ${contender.name} start ${seed}`,
            cost: 0.05,
          }),
        ),
      ),
    )

const objectiveAt = (surface: Surface, point: readonly number[]) =>
  objectiveOf({
    point,
    hash: surface.name,
    batches: [
      {
        size: 1,
        value: (w) => surface.value(w),
        gradient: (w) => {
          const gradient = new Float64Array(w.length)
          return { value: surface.gradient(w, gradient), gradient }
        },
      },
    ],
  })

/** The end of the run of the trajectories task with the same optimizer and start, measured. */
const run = async (job: Job): Promise<StoredOutcome> => {
  const { contender, landscape, steps: count } = configOf(job)
  const { surface: make, drawn } = landscapes[landscape] as Landscape
  const surface = make(2)
  const start = drawn[job.seed] as readonly number[]
  const { last, lastLoss } = descent(buildOptimizer(atRate(contender, 0.05)), surface, start, count)
  const objective = objectiveAt(surface, last)
  const operator = centralDifferences(objective)
  const { largest, smallest } = await eigenvalues(operator, {
    largest: 1,
    smallest: 1,
    seed: job.seed,
  })
  const measures: { readonly [measure: string]: Measurement | undefined } = {
    'λmax(H)': largest[0],
    'λmin(H)': smallest[0],
    'tr H': await hutchinson(operator, { seed: job.seed }),
    '‖∇L‖': await measureGradientNorm(objective),
    'SAM sharpness, ρ = 0.05': await samSharpness(objective, { rho: 0.05 }),
    'worst in the ball, ρ = 0.05': await worstSharpness(objective, { rho: 0.05, seed: job.seed }),
  }
  return {
    values: { loss: lastLoss, sharpness: largest[0]?.value ?? Number.NaN },
    data: JSON.parse(
      JSON.stringify(measures, (key, value) => (key === 'vector' ? undefined : value)),
    ) as Json,
  }
}

const rowsOf = (finished: readonly StoredFinished[]): readonly Named[] =>
  finished.flatMap(({ job, data }) => {
    const { contender, landscape } = configOf(job)
    const measures = data as unknown as { readonly [measure: string]: Measurement }
    return Object.entries(measures).map(([measure, found]) => ({
      run: `${landscape}, ${contender.name}, start ${job.seed}`,
      measure,
      found,
    }))
  })

const section = (finished: readonly StoredFinished[]): Section => ({
  id: name,
  title: 'Probes on the toy surfaces',
  blocks:
    finished.length === 0
      ? [nothingYet]
      : [
          text(
            'The last points of runs on the toy surfaces (learning rate 0.05), measured as a network would be: by differences of gradients alone, though the Hessians are known here.',
          ),
          measurementTable(
            rowsOf(finished),
            'Every number with its error, its cost and how it was computed.',
          ),
        ],
})

/** Sharpness at the ends of the toy runs. */
export const probesSurfaces: StoredTask = {
  name,
  title: 'Probes on the toy surfaces',
  source: 'probes of finished runs',
  jobs,
  run,
  read: outcomeOf(['loss', 'sharpness'], t.record(t.string, StoredMeasurement)),
  section,
}
