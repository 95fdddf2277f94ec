import { type BackendName, startBackend } from '@momenta/bench-backends'
import { buildOptimizer } from '@momenta/optimizers'
import * as t from 'io-ts'
import { gridContenders, mnistContenders, plainContenders } from '../methods/contenders.js'
import { atOwnRate } from '../methods/methods.js'
import type { Choice } from '../tasks/Choice.js'
import type { Job, Metric, Outcome } from '../tasks/Job.js'
import type { StoredTask } from '../tasks/StoredTask.js'
import { sizeOf } from '../tasks/sizeOf.js'
import { storeTask } from '../tasks/storeTask.js'
import { sectionOf } from './sectionOf.js'
import { train } from './train.js'
import { Config, type Variant } from './Variant.js'

const jobsOf = (
  { name, sizes, seeds: defaults, contenders: own }: Variant,
  { preset, contenders = own(preset), backend = 'wasm', ...choice }: Choice,
): readonly Job<Config>[] => {
  const seeds = choice.seeds ?? sizeOf(defaults, preset)
  const { epochs, images, validation } = sizeOf(sizes, preset)
  return contenders.flatMap((contender) =>
    Array.from({ length: seeds }, (_, seed) => ({
      task: name,
      config: { contender, backend, epochs, batch: 64, images, validation },
      seed,
      label: `${name} ${contender.name} seed ${seed}`,
      cost: 0.2 + (epochs * images) / 64 / 60,
    })),
  )
}

const run = async (
  { config, seed }: Job<Config>,
  report: (metric: Metric) => void,
): Promise<Outcome<undefined>> => {
  const { contender, backend, ...training } = config
  // the command line checks it
  await startBackend(backend as BackendName, { kernels: false })
  const optimizer = buildOptimizer(atOwnRate(contender))
  return { values: await train(optimizer, { ...training, seed }, report), data: undefined }
}

const mnistTask = (variant: Variant): StoredTask =>
  storeTask<Config, undefined>({
    name: variant.name,
    title: variant.title,
    source: 'a first real task',
    config: Config,
    values: ['accuracy', 'loss', 'msPerStep', 'tensorsLeft'],
    data: t.undefined,
    jobs: (choice) => jobsOf(variant, choice),
    run,
    section: (finished, order) => sectionOf(variant, finished, order),
  })

/** A perceptron on MNIST: the paper's methods, the controls and the other bases. */
export const mnist: StoredTask = mnistTask({
  name: 'mnist',
  title: 'MNIST',
  sizes: {
    smoke: { epochs: 1, images: 128, validation: 64 },
    quick: { epochs: 2, images: 1000, validation: 1000 },
    default: { epochs: 5, images: 4000, validation: 2000 },
    full: { epochs: 10, images: 60_000, validation: 10_000 },
  },
  seeds: { smoke: 1, quick: 1, default: 3, full: 3 },
  contenders: () => mnistContenders,
  curves: true,
})

/**
 * The same for every combination of the catalogues (bases, policies, aggregators), on less data.
 */
export const mnistGrid: StoredTask = mnistTask({
  name: 'mnist-grid',
  title: 'MNIST, every combination',
  sizes: {
    smoke: { epochs: 1, images: 128, validation: 64 },
    quick: { epochs: 1, images: 256, validation: 500 },
    default: { epochs: 2, images: 640, validation: 1000 },
    full: { epochs: 10, images: 60_000, validation: 10_000 },
  },
  seeds: { smoke: 1, quick: 1, default: 3, full: 3 },
  contenders: (preset) =>
    preset === 'full' || preset === 'paper' ? gridContenders : plainContenders,
  curves: false,
})
