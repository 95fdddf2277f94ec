import type { Evaluated } from './gradientsOf.js'
import type { TorchLimits } from './libraries/torchLimits.js'
import type { Reached, Run } from './Run.js'

/** An evaluation of the loss in a step, and its point. */
export interface Taken extends Evaluated {
  readonly point: readonly ArrayLike<number>[]
}

/** A step, with its evaluations: the first at the parameters before it, the others after that. */
export interface TakenStep {
  readonly reached: Reached
  readonly first: Taken
  readonly further: readonly Taken[]
}

type Loss = (point: readonly ArrayLike<number>[]) => Evaluated

const largest = (leaves: readonly ArrayLike<number>[]): number =>
  Math.max(
    ...leaves.map((leaf) => Array.from(leaf).reduce((max, n) => Math.max(max, Math.abs(n)), 0)),
  )

/** One step of a run. */
export const takeStep = (run: ReturnType<Run>, loss: Loss): TakenStep => {
  const taken: Taken[] = []
  const reached = run.step((point) => {
    const evaluated = loss(point)
    taken.push({ ...evaluated, point: point.map((leaf) => Array.from(leaf)) })
    return evaluated
  })
  const [first, ...further] = taken
  return { reached, first: first as Taken, further }
}

/** The steps of a run that are the iterations of one step of torch.LBFGS. */
export const takeIterations = (
  run: ReturnType<Run>,
  loss: Loss,
  limits: TorchLimits,
): TakenStep => {
  const { iterations, evaluations, searches, gradient, change } = limits
  const steps: TakenStep[] = []
  const trialsOf = ({ first, further }: TakenStep, i: number): readonly Taken[] =>
    searches ? further : i === 0 ? [] : [first]
  for (;;) {
    const spent = 1 + steps.flatMap(trialsOf).length
    if (searches) run.set({ maxTrials: Math.max(1, evaluations - spent + 1) })
    const step = takeStep(run, loss)
    steps.push(step)
    const { reached, first } = step
    if (steps.length === iterations) break
    const moved = reached.params.map((leaf, i) =>
      Array.from(leaf, (n, j) => n - (first.point[i]?.[j] as number)),
    )
    if (largest(moved) <= change) break
    const there = loss(reached.params)
    const now = 1 + steps.flatMap(trialsOf).length + (searches ? 0 : 1)
    if (now >= evaluations || largest(there.grads) <= gradient) break
    if (Math.abs(there.value - first.value) < change) break
  }
  const [start, end] = [steps[0] as TakenStep, steps.at(-1) as TakenStep]
  return {
    reached: { ...end.reached, value: start.reached.value },
    first: start.first,
    further: steps.flatMap(trialsOf),
  }
}
