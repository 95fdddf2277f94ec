import * as t from 'io-ts'
import { decodedAs } from './decodedAs.js'
import { optaxSchedule } from './libraries/optaxSchedule.js'
import { Count, Finite } from './numbers.js'
import type { Trajectory } from './ReferenceFile.js'

const Changes = t.readonlyArray(
  t.type({ step: Count, hyperparams: t.record(t.string, Finite) }, 'a step and hyperparams'),
  'changes',
)

const Injected = t.type({
  name: t.string,
  options: t.type({ kwargs: t.record(t.string, t.unknown) }),
})

type Described = Trajectory['optimizer']

/** Options that are schedules, by their names. */
const schedulesOf = (described: Described) => {
  if (!Injected.is(described) || !described.name.startsWith('optax.inject_')) return []
  return Object.entries(described.options.kwargs)
    .filter(([, given]) => typeof given === 'object' && given !== null && 'schedule' in given)
    .map(([name, given]) => [name, optaxSchedule(`${described.name}: ${name}`, given)] as const)
}

/**
 * The optimizers of inject_hyperparams after each change, by the step before whose update it is. A
 * schedule changes its option before each of the steps, whatever was set.
 *
 * @param steps - The number of steps.
 * @throws RangeError if a change is of an option that the inner optimizer does not have.
 */
export const changesOf = (described: Described, steps: number): ReadonlyMap<number, Described> => {
  const { changes = [] } = described
  const given = decodedAs('changes', Changes, changes)
  const schedules = schedulesOf(described)
  if (given.length === 0 && schedules.length === 0) return new Map()
  const { options } = decodedAs('optimizer', Injected, described)
  const unknown = given
    .flatMap(({ hyperparams }) => Object.keys(hyperparams))
    .find((name) => !Object.hasOwn(options.kwargs, name))
  if (unknown !== undefined)
    throw new RangeError(
      `changes: ${unknown} must be one of ${Object.keys(options.kwargs).join(', ')}`,
    )
  const changed = new Map<number, Described>()
  let kwargs = options.kwargs
  for (let step = 0; step < steps; step++) {
    const now = given.filter((change) => change.step === step)
    if (now.length === 0 && schedules.length === 0) continue
    const scheduled = Object.fromEntries(schedules.map(([name, at]) => [name, at(step)]))
    kwargs = Object.assign({}, kwargs, ...now.map(({ hyperparams }) => hyperparams), scheduled)
    changed.set(step, { ...described, options: { ...options, kwargs } })
  }
  return changed
}
