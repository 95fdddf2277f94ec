import { small } from './small.js'
import type { ClassifierChoice, TrainingTask } from './TrainingTask.js'

/** The smallest network of the same family. */
const tiny = (model: ClassifierChoice): ClassifierChoice => {
  switch (model.name) {
    case 'resnet':
      return { name: 'resnet', depth: 8, width: 4 }
    case 'wideResnet':
      return { name: 'wideResnet', depth: 10, widening: 1 }
    case 'smallConvnet':
      return { name: 'smallConvnet', widths: [4, 8] }
    default:
      return model
  }
}

/**
 * A task with a tiny network and a few steps, on the digits and words that come with the
 * repository's dependencies.
 */
export const smokeTask = (task: TrainingTask): TrainingTask => {
  const common = {
    name: `smoke-${task.name}`,
    title: `${task.title}: a few steps`,
    source: task.source,
    learningRate: task.learningRate,
    cost: 0.2,
    drops: [{ epoch: 1, factor: 0.1 }],
    ...(task.clipNorm === undefined ? {} : { clipNorm: task.clipNorm }),
    ...(task.weightDecay === undefined ? {} : { weightDecay: task.weightDecay }),
    ...(task.averaging === undefined ? {} : { averaging: task.averaging }),
    ...(task.variantOf === undefined ? {} : { variantOf: `smoke-${task.variantOf}` }),
  }
  if (task.kind === 'text')
    return {
      ...common,
      ...{ kind: 'text', data: 'brown', epochs: 2, batch: 2, steps: 8, tokens: 34 },
      ...{ embedding: 4, hidden: 4 },
    }
  const model = tiny(task.model)
  const grey = model.name === 'smallConvnet' || model.name === 'perceptron'
  if (task.kind === 'online' && grey)
    return { ...common, kind: 'online', data: 'split-mnist', epochs: 5, batch: 4, images: 4, model }
  return {
    ...common,
    ...{ kind: 'images', data: grey ? 'mnist' : 'mnist-32-rgb', epochs: 2, batch: 4, images: 8 },
    ...{ augmentation: { pad: 4, flip: true }, heldOut: { from: 'train', count: 4 }, model },
  }
}

/** The tasks of the small preset with a few steps each, to see that everything runs. */
export const smoke: readonly TrainingTask[] = small.map(smokeTask)
