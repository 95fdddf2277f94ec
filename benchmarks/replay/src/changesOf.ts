import * as t from 'io-ts'
import { decodedAs } from './decodedAs.js'
import { Count, Finite } from './numbers.js'
import type { Trajectory } from './ReferenceFile.js'

const Changes = t.readonlyArray(
  t.type({ step: Count, hyperparams: t.record(t.string, Finite) }, 'a step and hyperparams'),
  'changes',
)

const Injected = t.type({ kwargs: t.record(t.string, t.unknown) })

type Described = Trajectory['optimizer']

/**
 * The optimizers of inject_hyperparams after each change, by the step before whose update it is. A
 * schedule overwrites what is set.
 *
 * @throws RangeError if a change is of an option that the inner optimizer does not have.
 */
export const changesOf = (described: Described): ReadonlyMap<number, Described> => {
  const { changes = [] } = described
  const inOrder = [...decodedAs('changes', Changes, changes)].sort((a, b) => a.step - b.step)
  if (inOrder.length === 0) return new Map()
  const options = decodedAs('options', Injected, described.options)
  let kwargs = options.kwargs
  return new Map(
    inOrder.map(({ step, hyperparams }) => {
      const names = Object.keys(hyperparams)
      const unknown = names.find((name) => !Object.hasOwn(options.kwargs, name))
      if (unknown !== undefined)
        throw new RangeError(
          `changes: ${unknown} must be one of ${Object.keys(options.kwargs).join(', ')}`,
        )
      const set = Object.entries(hyperparams).filter(([name]) => typeof kwargs[name] !== 'object')
      kwargs = { ...kwargs, ...Object.fromEntries(set) }
      return [step, { ...described, options: { ...options, kwargs } }]
    }),
  )
}
