import { small } from './small.js'
import type { TrainingTask } from './TrainingTask.js'

const fewerSteps = (task: TrainingTask): TrainingTask => {
  const fewer = { name: `smoke-${task.name}`, cost: 2, drops: [{ epoch: 1, factor: 0.1 }] }
  switch (task.kind) {
    case 'images':
      return {
        ...task,
        ...fewer,
        epochs: 2,
        batch: 8,
        images: 16,
        heldOut: { from: 'train', count: 16 },
      }
    case 'text':
      return { ...task, ...fewer, epochs: 2, batch: 4, tokens: 150, embedding: 4, hidden: 4 }
    case 'online':
      return { ...task, ...fewer, batch: 8, images: 16 }
    case 'photos':
      return { ...task, ...fewer, epochs: 1 }
  }
}

/** The tasks of the small preset with a few steps each, to see that everything runs. */
export const smoke: readonly TrainingTask[] = small.map(fewerSteps)
