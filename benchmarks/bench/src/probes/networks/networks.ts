import { type BackendName, startBackend } from '@momenta/bench-backends'
import { paperMethods, small } from '../../methods/methods.js'
import type { Choice } from '../../tasks/Choice.js'
import type { Contender } from '../../tasks/Contender.js'
import type { Job, Metric, Outcome } from '../../tasks/Job.js'
import { sizeOf } from '../../tasks/sizeOf.js'
import type { Task } from '../../tasks/Task.js'
import { capacityVariants } from './capacityVariants.js'
import { NetworkConfig } from './NetworkConfig.js'
import { NetworkFindings } from './NetworkFindings.js'
import { networksSection } from './networksSection.js'
import { watchRun } from './watchRun.js'

const name = 'probes-mnist'
const sizes = {
  smoke: { epochs: 1, images: 128, samples: 4, every: 2, seeds: 1, brief: true },
  quick: { epochs: 1, images: 640, samples: 64, every: 5, seeds: 1 },
  default: { epochs: 2, images: 2560, samples: 128, every: 16, seeds: 1 },
  full: { epochs: 10, images: 60_000, samples: 2048, every: 100, seeds: 5 },
}

const defaultContenders = (preset: Choice['preset']): readonly Contender[] =>
  preset === 'default' || preset === 'full'
    ? [...paperMethods(small), ...capacityVariants]
    : paperMethods(small)

const jobs = (choice: Choice): readonly Job<NetworkConfig>[] => {
  const { preset, seeds: chosen, backend = 'wasm' } = choice
  const { contenders = defaultContenders(preset) } = choice
  const { seeds, ...size } = sizeOf(sizes, preset)
  const steps = (size.epochs * size.images) / 64
  return contenders.flatMap((contender) =>
    Array.from({ length: chosen ?? seeds }, (_, seed) => ({
      task: name,
      config: { contender, backend, batch: 64, ...size },
      seed,
      label: `${name} ${contender.name} seed ${seed}`,
      cost: 'brief' in size ? 0.4 : 12 + steps / 60 + (1.2 * steps) / size.every,
    })),
  )
}

const run = async (
  { config, seed }: Job<NetworkConfig>,
  report: (metric: Metric) => void,
): Promise<Outcome<NetworkFindings>> => {
  // the command line checks it
  await startBackend(config.backend as BackendName)
  const data = await watchRun(config, seed, report)
  return {
    values: {
      sharpness: data.measures['λmax(H)']?.value ?? Number.NaN,
      distance: data.records.at(-1)?.distance ?? Number.NaN,
    },
    data,
  }
}

/** Runs of the MNIST task, watched, and measured where they end. */
export const probesMnist: Task<NetworkConfig, NetworkFindings> = {
  name,
  title: 'Probes on MNIST',
  source: 'Fig. 8, 10 and beyond',
  config: NetworkConfig,
  values: ['sharpness', 'distance'],
  data: NetworkFindings,
  jobs,
  run,
  section: networksSection,
}
