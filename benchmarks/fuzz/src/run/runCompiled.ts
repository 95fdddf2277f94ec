import { type Optimizer, withHyperparameters } from '@momenta/core'
import { compile, extend, type GradientInto } from '@momenta/float64'
import type { Case } from '../cases/Case.js'
import { numbersOf } from '../cases/numbersOf.js'
import { plant, plantsOf } from '../cases/plant.js'
import { difference } from '../compare/difference.js'
import { fail } from '../compare/Failure.js'
import { frozenBy } from './frozenBy.js'
import { gradientOf } from './gradientOf.js'
import { lossOf } from './lossOf.js'
import { keepsShape, type Snapshot, snapshotOf } from './Snapshot.js'
import { settingOf } from './setting.js'

/** Runs `compile`, and looks at it after each step. */
export const runCompiled = (one: Case, optimizer: Optimizer): readonly Snapshot[] => {
  const plants = plantsOf(one)
  let { leaves, grow } = plant(one.tree)
  const namesOf = () => leaves.map(({ name }) => name)
  let names = namesOf()
  let run = compile(
    optimizer,
    leaves.map(({ size }, i) => numbersOf(one.start, i, size)),
    { names },
  )
  const look = () =>
    snapshotOf(
      new Map(names.map((name, i) => [name, Float64Array.from(run.params[i] as Float64Array)])),
      run.state(),
      (leaf) => leaf,
    )
  return one.steps.map((at, s) => {
    const { event } = at
    const gradient: GradientInto = (params, grads) => {
      for (const [i, w] of params.entries()) grads[i]?.set(gradientOf(one, at, i, w, 0))
      return lossOf(one, at, params, 0)
    }
    const resumed = (setting: { readonly [name: string]: number }) => {
      const state = withHyperparameters(optimizer.transform, run.state(), setting)
      return compile(optimizer, run.params, { names, state })
    }
    if (event?.does === 'extend') {
      const from = { params: grow((i) => run.params[i] as Float64Array, 0), state: run.state() }
      const kept = new Map(names.map((name, i) => [name, run.params[i] as Float64Array]))
      ;({ leaves, grow } = plants[s] as (typeof plants)[number])
      names = namesOf()
      const params = leaves.map(
        ({ name, size }, i) => kept.get(name) ?? Float64Array.from(numbersOf(one.start, i, size)),
      )
      const { state } = extend(
        optimizer,
        from,
        grow((i) => params[i] as Float64Array, 0),
      )
      run = compile(optimizer, params, { names, state })
    }
    if (event?.does === 'freeze') {
      const state = frozenBy(optimizer.transform, run.state(), event)
      run = compile(optimizer, run.params, { names, state })
    }
    if (event?.does === 'set') run = resumed(settingOf(optimizer.transform, run.state(), event))
    if (event?.does === 'save') run = resumed({})
    if (event?.does === 'throw') {
      const before = look()
      try {
        run.step(() => {
          throw new Error('on purpose')
        })
      } catch {
        const changed = difference(before, look())
        if (changed !== undefined) fail('compile: changed by a throw', s + 1, changed)
      }
    }
    if (event?.does === 'resize') {
      const i = event.leaf % leaves.length
      const { name, size } = leaves[i] as (typeof leaves)[number]
      const state = run.state()
      if (event.size !== size && keepsShape(optimizer.transform, state, name)) {
        const params = run.params.map((w, j) => (j === i ? new Float64Array(event.size) : w))
        let refused = false
        try {
          compile(optimizer, params, { names, state }).step(() => 0)
        } catch (error) {
          refused = true
          if (String(error).includes('\n'))
            fail('compile: an error of several lines', s + 1, String(error))
        }
        if (!refused) fail('compile accepts a resized leaf', s + 1, name)
      }
    }
    run.step(gradient)
    return look()
  })
}
