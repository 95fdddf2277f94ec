import { countParameters } from '@momenta/bench-models'
import { randomProblem } from '../project/randomProblem.js'
import { bytesText, memoryFor, stepMemory } from '../project/stepMemory.js'
import { takeSteps } from '../project/takeSteps.js'
import { settingsOf } from './settingsOf.js'
import type { TrainingJob } from './TrainingJob.js'

/** Seconds of a task from which its memory is measured: two steps cost little beside it then. */
const worthwhile = 60

/** The entries of the memories of an optimizer, which a first step has not filled. */
const entriesOf = (job: TrainingJob): number =>
  settingsOf(job).optimizer.transform.reduce((sum, { options }) => {
    const capacity = options?.capacity
    return typeof capacity === 'number' ? sum + capacity : sum
  }, 0)

/**
 * The bytes that a job needs, estimated from a step with one and with two images (or streams of
 * text) on random data, and a full memory.
 */
const neededBytes = async (job: TrainingJob): Promise<number> => {
  const { task } = job
  const problemAt = (batch: number) => randomProblem({ ...task, batch }, 1).problem
  const needed = await stepMemory(
    async (batch) => (await takeSteps(job, problemAt(batch), 1)).tensorBytes,
  )
  const { parameters } = problemAt(1)
  return needed(task.batch) + 4 * countParameters(parameters) * entriesOf(job)
}

/**
 * Checks before a job that the memory for it is free, on the backend that is selected; a method on
 * a task is measured once.
 *
 * @param memory - The bytes that are free on a backend.
 * @returns A function that throws an Error with one line if a job does not fit.
 */
export const memoryCheck = (memory = memoryFor): ((job: TrainingJob) => Promise<void>) => {
  const known = new Map<string, number>()
  return async (job) => {
    const { task, method, backend } = job
    if (task.cost < worthwhile || memory(backend) === Number.POSITIVE_INFINITY) return
    const text = JSON.stringify([task, method.spec, backend])
    const needed = known.get(text) ?? (await neededBytes(job))
    known.set(text, needed)
    const free = memory(backend)
    if (needed > free)
      throw new Error(
        `${task.name}: a step of ${method.name} with batches of ${task.batch} needs about ${bytesText(needed)}, and ${bytesText(free)} are free${backend === 'wasm' ? ' (wasm has at most 4 GiB: another --backend may have more)' : ''}; use a machine with more memory`,
      )
  }
}
