import { type Optimizer, show } from '@momenta/core'
import type { FusedRunner } from '@momenta/fused'
import type * as tf from '@tensorflow/tfjs-core'
import { savedNames } from './bindRun.js'
import { disposeRun } from './disposeRun.js'
import { disposeParked, parkVariable } from './parkVariable.js'
import type { Parked, Run } from './Run.js'
import { rebindRun } from './rebindRun.js'
import { refreshRun } from './refreshRun.js'
import { startRun } from './startRun.js'

const isSameSet = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length &&
  (a.every((each, i) => each === b[i]) || a.every((each) => b.includes(each)))

const knows = ({ variables, parked }: Run, variable: tf.Variable): boolean =>
  variables.includes(variable) || parked.some((one) => one.variable === variable)

/** Takes variables out of a run: their state, and the run without them, if any are left. */
const takeOut = (
  optimizer: Optimizer,
  run: Run,
  taken: readonly tf.Variable[],
): { readonly state: readonly Parked[]; readonly rest: readonly Run[] } => {
  if (!run.variables.some((variable) => taken.includes(variable))) return { state: [], rest: [run] }
  const left = run.variables.filter((one) => !taken.includes(one) && !one.isDisposed)
  const state = run.variables.flatMap((variable, i) =>
    taken.includes(variable) ? [parkVariable(optimizer.transform, run, variable, i)] : [],
  )
  if (left.length > 0)
    return { state, rest: [withoutParked(rebindRun(optimizer, run, left), taken)] }
  disposeRun(run)
  return { state, rest: [] }
}

const withoutParked = (run: Run, taken: readonly tf.Variable[]): Run => {
  const dropped = run.parked.filter(({ variable }) => taken.includes(variable))
  disposeParked(dropped)
  return { ...run, parked: run.parked.filter((one) => !dropped.includes(one)) }
}

const failLoaded = (who: string, run: Run, variables: readonly tf.Variable[]): never => {
  const list = (names: readonly string[]) =>
    `[${names.slice(0, 4).join(', ')}${names.length > 4 ? `, … ${names.length}` : ''}]`
  const names = variables.map(({ name }) => name)
  const missing = names.find((name) => !run.names.includes(name))
  throw new TypeError(
    `${who}: the state that was loaded must be that of the variables ${list(names)}, got that of ${list(run.names)}${missing === undefined ? ' with other shapes' : `, without ${show(missing)}`}; load it for the model that was saved, or train this one with a new tfOptimizer`,
  )
}

const isLoaded = ({ variables }: Run): boolean => variables.length === 0
const isDead = (run: Run): boolean =>
  !isLoaded(run) && run.variables.every(({ isDisposed }) => isDisposed)

/**
 * The run of these variables, first in the list: the one that trains them, one that continues with
 * them, a loaded one, or a new one. Runs whose variables no longer exist are disposed.
 *
 * @param initial - Changes a run that starts.
 */
export const prepareRun = (
  who: string,
  optimizer: Optimizer,
  runner: FusedRunner,
  runs: readonly Run[],
  variables: readonly tf.Variable[],
  initial: (run: Run) => Run,
): readonly [Run, ...Run[]] => {
  const same = runs.find((run) => isSameSet(run.variables, variables))
  if (same !== undefined) return [refreshRun(same), ...runs.filter((run) => run !== same)]
  for (const run of runs.filter(isDead)) disposeRun(run)
  const alive = runs.filter((run) => !isDead(run))
  const shared = (run: Run) => variables.filter((variable) => knows(run, variable)).length
  const [most] = alive.toSorted((a, b) => shared(b) - shared(a))
  if (most !== undefined && shared(most) > 0) {
    const others = alive
      .filter((run) => run !== most)
      .map((run) => takeOut(optimizer, run, variables))
    const state = others.flatMap((other) => other.state)
    const run = rebindRun(optimizer, most, variables, state)
    return [refreshRun(run), ...others.flatMap((other) => other.rest)]
  }
  const loaded = alive.filter(isLoaded)
  for (const run of loaded) {
    const names = savedNames(run, variables)
    if (names === undefined) continue
    const all = { ...run, names, variables }
    const bound = names.length === run.names.length ? all : rebindRun(optimizer, all, variables)
    return [refreshRun(bound), ...alive.filter((other) => other !== run)]
  }
  if (loaded[0] !== undefined) failLoaded(who, loaded[0], variables)
  return [refreshRun(initial(startRun(runner, variables))), ...alive]
}
