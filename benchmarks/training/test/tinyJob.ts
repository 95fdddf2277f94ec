import type { BackendName } from '@momenta/bench-backends'
import type { TrainingJob } from '@momenta/bench-training'

/** Two epochs of five steps on digits with a memory; on wasm with batch normalization. */
export const tinyJob = (backend: BackendName): TrainingJob => ({
  task: {
    kind: 'images',
    name: 'tiny',
    title: 'Tiny',
    source: 'a test',
    data: 'mnist',
    model: backend === 'wasm' ? { name: 'smallConvnet' } : { name: 'perceptron', hidden: [8] },
    augmentation: { pad: 2, flip: true },
    heldOut: { from: 'train', count: 10 },
    images: 20,
    epochs: 2,
    batch: 4,
    learningRate: 1e-3,
    drops: [{ epoch: 1, factor: 0.1 }],
    clipNorm: 1,
    cost: 1,
  },
  method: {
    name: 'Adam+SAM+CM',
    spec: {
      base: { name: 'adam' },
      memory: { of: 'momenta', capacity: 2 },
      estimators: [{ name: 'sam' }],
    },
  },
  learningRate: 1e-3,
  seed: 3,
  backend,
})
