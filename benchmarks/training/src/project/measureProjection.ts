import { countParameters } from '@momenta/bench-models'
import { median } from '@momenta/bench-results'
import { fused } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import { settingsOf } from '../jobs/settingsOf.js'
import { startBackend } from '../jobs/startBackend.js'
import type { Problem, TrainingBatch } from '../problems/Problem.js'
import { problemOf } from '../problems/problemOf.js'
import { disposeRun } from '../run/disposeRun.js'
import { startRun } from '../run/startRun.js'
import { takeStep } from '../run/takeStep.js'
import type { TrainingTask } from '../tasks/TrainingTask.js'
import { fittingBatch, memoryFor } from './fittingBatch.js'
import type { Projection, ProjectionRequest } from './Projection.js'
import { randomProblem } from './randomProblem.js'

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

/** A batch that measures the tensors at the end of the forward pass, when all activations live. */
const watched = (batch: TrainingBatch, report: (bytes: number) => void): TrainingBatch => ({
  ...batch,
  loss: (params, carried, seed) => {
    const outputs = batch.loss(params, carried, seed)
    report(tf.memory().numBytes)
    return outputs
  },
})

interface Taken {
  readonly times: readonly number[]
  readonly processorTimes: readonly number[]
  readonly tensorBytes: number
}

/** Takes so many steps of a problem. */
const takeSteps = async (
  { task, method, backend }: ProjectionRequest,
  problem: Problem,
  count: number,
): Promise<Taken> => {
  const seed = 1
  const settings = settingsOf({ task, method, learningRate: task.learningRate, seed, backend })
  const runner = fused(settings.optimizer)
  const times: number[] = []
  const processorTimes: number[] = []
  let tensorBytes = 0
  let state = startRun(problem, settings)
  for await (const batch of problem.batches(seed, 0, 0)) {
    const measured = watched(batch, (bytes) => {
      tensorBytes = Math.max(tensorBytes, bytes)
    })
    const [from, began] = [process.cpuUsage(), performance.now()]
    state = takeStep(problem, runner, seed, measured, state)
    times.push(performance.now() - began)
    const { user, system } = process.cpuUsage(from)
    processorTimes.push((user + system) / 1000)
    batch.dispose()
    if (times.length === count) break
  }
  disposeRun(state)
  return { times, processorTimes, tensorBytes }
}

/** The median after the first, which builds what later steps use again. */
const laterMedian = (numbers: readonly number[]): number =>
  median(numbers.length > 1 ? numbers.slice(1) : numbers)

/** Takes the first steps of a task, and measures them. */
export const measureProjection = async (request: ProjectionRequest): Promise<Projection> => {
  const { task, backend, steps } = request
  await startBackend(backend)
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
    ...(batch < wanted ? { memory } : {}),
    parameters: countParameters(problem.parameters),
    msPerStep: laterMedian(times),
    processorMs: laterMedian(processorTimes),
    steps: total,
    tensorBytes,
    processBytes: 1024 * process.resourceUsage().maxRSS,
  }
}
