import { enableTraining } from '@momenta/kernels'
import type { Json } from '@momenta/optimizers'
import { paperMethods, small } from '../../methods/methods.js'
import { startBackend } from '../../mnist/backend.js'
import type { Choice } from '../../tasks/Choice.js'
import type { Job, Metric } from '../../tasks/Job.js'
import { outcomeOf } from '../../tasks/outcomeOf.js'
import type { StoredOutcome, StoredTask } from '../../tasks/StoredTask.js'
import { type NetworkConfig, networkConfig } from './NetworkConfig.js'
import { networksSection } from './networksSection.js'
import { StoredFindings } from './StoredFindings.js'
import { watchedRun } from './watchedRun.js'

const name = 'probes-mnist'
const sizes = {
  quick: { epochs: 1, images: 640, samples: 64, every: 5, seeds: 1 },
  default: { epochs: 2, images: 2560, samples: 128, every: 16, seeds: 2 },
  full: { epochs: 10, images: 60_000, samples: 2048, every: 100, seeds: 5 },
}

const jobs = ({ preset, seeds: chosen, contenders, backend = 'wasm' }: Choice): readonly Job[] => {
  const { seeds, ...size } = sizes[preset]
  return (contenders ?? paperMethods(small)).flatMap((contender) =>
    Array.from({ length: chosen ?? seeds }, (_, seed): Job => {
      const config: NetworkConfig = { contender, backend, batch: 64, ...size }
      const records = (size.epochs * size.images) / 64 / size.every
      return {
        task: name,
        config: config as unknown as Job['config'],
        seed,
        label: `${name} ${contender.name} seed ${seed}`,
        cost: 3 + (size.epochs * size.images) / 64 / 130 + 0.3 * records,
      }
    }),
  )
}

const plain = (key: string, value: unknown) =>
  key === 'vector' || key === 'nodes' || key === 'directions' || key === 'origin'
    ? undefined
    : value instanceof Float64Array
      ? [...value]
      : value

const run = async (job: Job, report: (metric: Metric) => void): Promise<StoredOutcome> => {
  const config = networkConfig(job)
  await startBackend(config.backend)
  await enableTraining()
  const found = await watchedRun(config, job.seed, report)
  const last = found.records.at(-1)
  return {
    values: {
      sharpness: found.measures['λmax(H)']?.value ?? Number.NaN,
      distance: last?.distance ?? Number.NaN,
    },
    data: JSON.parse(JSON.stringify(found, plain)) as Json,
  }
}

/** Runs of the MNIST task, watched, and measured where they end. */
export const probesMnist: StoredTask = {
  name,
  title: 'Probes on MNIST',
  source: 'Fig. 8, 10 and beyond',
  jobs,
  run,
  read: outcomeOf(['sharpness', 'distance'], StoredFindings),
  section: networksSection,
}
