import type { TrainingTask } from '../tasks/TrainingTask.js'
import { imageDataset, imageProblem } from './imageProblem.js'
import { onlineProblem } from './onlineProblem.js'
import type { Problem } from './Problem.js'
import { photoProblem } from './photoProblem.js'
import { textProblem } from './textProblem.js'

/**
 * A task with its data loaded.
 *
 * @param note - Called with a line about images that do not decode. Default prints it.
 * @throws Error that names a missing file, its checksum and where it comes from.
 */
export const problemOf = (
  task: TrainingTask,
  note = (line: string): void => void process.stderr.write(`${line}\n`),
): Problem => {
  switch (task.kind) {
    case 'images':
      return imageProblem(task, imageDataset(task))
    case 'text':
      return textProblem(task)
    case 'online':
      return onlineProblem(task, note)
    case 'photos':
      return photoProblem(task, note)
  }
}
