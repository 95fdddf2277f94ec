import { buildOptimizer, type Json } from '@momenta/optimizers'
import { gridContenders, mnistContenders } from '../contenders.js'
import { outcomeOf } from '../tasks/outcomeOf.js'
import type { Choice, Metric, Outcome, Task, Work } from '../tasks/Task.js'
import { matchedFactor } from '../toy/methods.js'
import { startBackend } from './backend.js'
import { sectionOf } from './sectionOf.js'
import { train } from './train.js'
import { type Config, configOf, type Variant } from './Variant.js'

const worksOf = (
  { name, sizes, contenders: own }: Variant,
  { preset, seeds, contenders, backend = 'wasm' }: Choice,
): readonly Work[] => {
  const { epochs, images, validation } = sizes[preset]
  const chosen = contenders ?? own
  return chosen.flatMap((contender) =>
    Array.from({ length: seeds ?? 3 }, (_, seed): Work => {
      const config: Config = { contender, backend, epochs, batch: 64, images, validation }
      return {
        task: name,
        config: config as unknown as { readonly [name: string]: Json },
        seed,
        label: `${name} ${contender.name} seed ${seed}`,
        cost: (epochs * images) / 64 / 130,
      }
    }),
  )
}

const run = async (work: Work, tell: (metric: Metric) => void): Promise<Outcome> => {
  const { contender, backend, ...training } = configOf(work)
  await startBackend(backend)
  const { spec } = contender
  const optimizer = buildOptimizer(
    contender.name === 'CM, matched step' ? { ...spec, learningRate: 1e-3 * matchedFactor } : spec,
  )
  const { accuracy, loss, msPerStep, tensorsLeft } = await train(
    optimizer,
    { ...training, seed: work.seed },
    tell,
  )
  return { values: { accuracy, loss, msPerStep, tensorsLeft } }
}

const mnistTask = (variant: Variant): Task => ({
  name: variant.name,
  title: variant.title,
  source: 'a first real task',
  works: (choice) => worksOf(variant, choice),
  run,
  read: outcomeOf(['accuracy', 'loss', 'msPerStep', 'tensorsLeft']),
  section: (finished) => sectionOf(variant, finished),
})

/** A perceptron on MNIST: the paper's methods, the controls and the other bases. */
export const mnist: Task = mnistTask({
  name: 'mnist',
  title: 'MNIST',
  sizes: {
    quick: { epochs: 2, images: 1000, validation: 1000 },
    default: { epochs: 5, images: 4000, validation: 2000 },
    full: { epochs: 10, images: 60_000, validation: 10_000 },
  },
  contenders: mnistContenders,
  curves: true,
})

/** The same for every combination of the catalogues: all bases, policies and aggregators, on less data. */
export const mnistGrid: Task = mnistTask({
  name: 'mnist-grid',
  title: 'MNIST, every combination',
  sizes: {
    quick: { epochs: 1, images: 256, validation: 500 },
    default: { epochs: 2, images: 640, validation: 1000 },
    full: { epochs: 10, images: 60_000, validation: 10_000 },
  },
  contenders: gridContenders,
  curves: false,
})
