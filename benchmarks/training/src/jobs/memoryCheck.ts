import { randomProblem } from '../project/randomProblem.js'
import { bytesText, memoryFor, stepMemory } from '../project/stepMemory.js'
import { takeSteps } from '../project/takeSteps.js'
import type { TrainingJob } from './TrainingJob.js'

/** Seconds of a task from which its memory is measured: two steps cost little beside it then. */
const worthwhile = 60

/**
 * Estimates the memory of a step of a job from steps with one and two images (or streams of text)
 * on random data, and compares it with what is free.
 *
 * @throws Error with one line if it does not fit.
 */
export const memoryCheck = (memory = memoryFor): ((job: TrainingJob) => Promise<void>) => {
  const known = new Map<string, number>()
  return async (job) => {
    const { task, method, backend } = job
    if (task.cost < worthwhile) return
    const text = JSON.stringify([task, method.spec, backend])
    const needed =
      known.get(text) ??
      (
        await stepMemory(async (batch) => {
          const { problem } = randomProblem({ ...task, batch }, 1)
          return (await takeSteps(job, problem, 1)).tensorBytes
        })
      )(task.batch)
    known.set(text, needed)
    const free = memory(backend)
    if (needed > free)
      throw new Error(
        `${task.name}: a step of ${method.name} with batches of ${task.batch} needs about ${bytesText(needed)}, and ${bytesText(free)} are free${backend === 'wasm' ? ' (wasm has at most 4 GiB: another --backend may have more)' : ''}; use a machine with more memory`,
      )
  }
}
