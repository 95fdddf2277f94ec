import { type Optimizer, withHyperparameters } from '@momenta/core'
import { extend, float64, type Iterate } from '@momenta/float64'
import { flatten } from '@momenta/tree'
import type { Case } from '../cases/Case.js'
import { numbersOf } from '../cases/numbersOf.js'
import { plant, plantsOf } from '../cases/plant.js'
import { fail } from '../compare/Failure.js'
import { frozenBy } from './frozenBy.js'
import { gradientOf } from './gradientOf.js'
import { lossOf } from './lossOf.js'
import { keepsShape, type Snapshot, snapshotOf } from './Snapshot.js'
import { settingOf } from './setting.js'

/** What is given to a run of the definition instead of the case's own. */
export interface Given {
  /**
   * What the chain is handed in each step, by leaf; without it the oracle is asked through the
   * estimators.
   */
  readonly gradients?: readonly ReadonlyMap<string, ArrayLike<number>>[]
  /** The loss that the chain is handed in each step; without it that of the oracle. */
  readonly values?: readonly number[]
  /** What becomes of the parameters after each step. */
  readonly land?: (n: number) => number
  /** Which parts of the state are looked at. Default all. */
  readonly pick?: <A>(parts: readonly A[]) => readonly A[]
}

const isArray = (node: unknown): node is Float64Array => node instanceof Float64Array

/** Runs the definition, and looks at it after each step. */
export const runDefinition = (
  one: Case,
  optimizer: Optimizer,
  { gradients, values, land, pick = (parts) => parts }: Given = {},
): readonly Snapshot[] => {
  const plants = plantsOf(one)
  let { leaves, grow } = plant(one.tree)
  const { init, step } = float64(optimizer)
  const named = (params: object): ReadonlyMap<string, Float64Array> => {
    const flat = flatten('fuzz', params, isArray)
    return new Map(flat.names.map((name, i) => [name, flat.leaves[i] as Float64Array]))
  }
  const grown = (of: ReadonlyMap<string, ArrayLike<number>>, order: number) =>
    grow((i) => Float64Array.from(of.get(leaves[i]?.name as string) as ArrayLike<number>), order)
  let iterate: Iterate<object> = init(
    grow((i) => Float64Array.from(numbersOf(one.start, i, leaves[i]?.size as number)), 0),
  )
  return one.steps.map((at, s) => {
    const { order, event } = at
    const oracle = (params: object) => {
      const points = named(params)
      const own = new Map(
        leaves.map(({ name }, i) => [
          name,
          gradientOf(one, at, i, points.get(name) as Float64Array, 0),
        ]),
      )
      const all = leaves.map(({ name }) => points.get(name) as Float64Array)
      return {
        value: values?.[s] ?? lossOf(one, at, all, 0),
        grads: grown(gradients?.[s] ?? own, order),
      }
    }
    if (event?.does === 'extend') {
      const kept = named(iterate.params)
      ;({ leaves, grow } = plants[s] as (typeof plants)[number])
      const params = grow((i) => {
        const { name, size } = leaves[i] as (typeof leaves)[number]
        return kept.get(name) ?? Float64Array.from(numbersOf(one.start, i, size))
      }, 0)
      iterate = extend(optimizer, iterate, params)
    }
    if (event?.does === 'freeze')
      iterate = { ...iterate, state: frozenBy(optimizer.transform, iterate.state, event) }
    if (event?.does === 'set')
      iterate = {
        ...iterate,
        state: withHyperparameters(
          optimizer.transform,
          iterate.state,
          settingOf(optimizer.transform, iterate.state, event),
        ),
      }
    if (event?.does === 'resize' && gradients === undefined) {
      const resized = leaves[event.leaf % leaves.length] as (typeof leaves)[number]
      const params = new Map(named(iterate.params))
      params.set(resized.name, new Float64Array(event.size))
      if (
        event.size !== resized.size &&
        keepsShape(optimizer.transform, iterate.state, resized.name)
      ) {
        let refused = false
        try {
          step(
            (points) => ({
              value: 0,
              grads: grown(named(points), order),
            }),
            { ...iterate, params: grown(params, 0) },
          )
        } catch (error) {
          refused = true
          if (String(error).includes('\n'))
            fail('float64: an error of several lines', s + 1, String(error))
        }
        if (!refused) fail('float64 accepts a resized leaf', s + 1, resized.name)
      }
    }
    const next = step(oracle, iterate)
    const params = new Map(
      [...named(next.params)].map(([name, w]) => [name, w.map(land ?? ((n) => n))]),
    )
    iterate = { ...next, params: grown(params, 0) }
    const { step: steps, parts } = iterate.state
    return snapshotOf(named(iterate.params), { step: steps, parts: pick(parts) }, (leaf) => leaf)
  })
}
