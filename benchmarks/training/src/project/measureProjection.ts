import { isGpu, startBackend } from '@momenta/bench-backends'
import { countParameters } from '@momenta/bench-models'
import { median } from '@momenta/bench-results'
import type { Problem } from '../problems/Problem.js'
import { problemOf } from '../problems/problemOf.js'
import type { TrainingTask } from '../tasks/TrainingTask.js'
import { fittingBatch } from './fittingBatch.js'
import type { Projection, ProjectionRequest } from './Projection.js'
import { randomProblem } from './randomProblem.js'
import { memoryFor } from './stepMemory.js'
import { takeSteps } from './takeSteps.js'

interface Loaded {
  readonly problem: Problem
  readonly steps: number
  readonly random: boolean
}

/** The task with its data, or with random ones where they are missing. */
const load = (task: TrainingTask, steps: number): Loaded => {
  try {
    const problem = problemOf(task)
    const epochs = Array.from({ length: task.epochs }, (_, epoch) => problem.stepsIn(epoch))
    return { problem, steps: epochs.reduce((sum, n) => sum + n, 0), random: false }
  } catch {
    return { ...randomProblem(task, steps), random: true }
  }
}

/** The median after the first, which builds what later steps use again. */
const laterMedian = (numbers: readonly number[]): number =>
  median(numbers.length > 1 ? numbers.slice(1) : numbers)

/** Takes the first steps of a task, and measures them. */
export const measureProjection = async (request: ProjectionRequest): Promise<Projection> => {
  const { task, backend, steps } = request
  const { device } = await startBackend(backend)
  const memory = memoryFor(backend)
  const wanted = Math.min(task.batch, request.batch ?? task.batch)
  const batch = await fittingBatch(wanted, memory, async (count) => {
    const { problem } = randomProblem({ ...task, batch: count }, 1)
    return (await takeSteps(request, problem, 1)).tensorBytes
  })
  const { problem, steps: total, random } = load({ ...task, batch }, steps + 1)
  const { times, processorTimes, tensorBytes } = await takeSteps(request, problem, steps + 1)
  return {
    random,
    batch,
    ...(isGpu(backend) ? { device } : {}),
    ...(batch < wanted ? { memory } : {}),
    parameters: countParameters(problem.parameters),
    msPerStep: laterMedian(times),
    processorMs: laterMedian(processorTimes),
    steps: total,
    tensorBytes,
    processBytes: 1024 * process.resourceUsage().maxRSS,
  }
}
