import {
  cloneIterate,
  disposeIterate,
  extend,
  load,
  loadBinary,
  type Oracle,
  save,
  saveBinary,
  setHyperparameters,
} from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Event, Step } from '../cases/Case.js'
import { type Plant, plant, plantsOf } from '../cases/plant.js'
import { difference } from '../compare/difference.js'
import { fail } from '../compare/Failure.js'
import { frozenBy } from './frozenBy.js'
import { tensorsIn } from './heap.js'
import { look } from './look.js'
import { keepsShape } from './Snapshot.js'
import { settingOf } from './setting.js'
import { attempt, begin, startOf, stepFrom, type TensorRun } from './TensorRun.js'
import { grownOf, namedTensors, tensorOracle } from './tensorOracle.js'

type Does = Event['does']

/** What happens before a step, by what the event does; steps are counted from 1. */
type Happenings = {
  readonly [D in Does]: (
    run: TensorRun,
    event: Extract<Event, { does: D }>,
    step: Step,
    at: number,
  ) => void | Promise<void>
}

const others = { eager: 'fused', fused: 'eager', cpu: 'wasm', wasm: 'cpu' } as const

const happenings: Happenings = {
  throw: async (run, { how }, step, at) => {
    const { one, planted, name } = run
    const was = look(run.iterate)
    const good = tensorOracle(one, step, planted)
    const oracle: Oracle<object> = (params, microbatch) => {
      if (how === 'at once') throw new Error('on purpose')
      const evaluation = good(params, microbatch)
      if (how === 'after tensors') throw new Error('on purpose')
      if (how === 'missing leaf') return { ...evaluation, grads: {} }
      const [first] = planted.leaves
      const named = new Map(namedTensors(evaluation.grads))
      named.set(first?.name as string, tf.zeros([(first?.size as number) + 1]))
      return { ...evaluation, grads: grownOf(planted, named, step.order) }
    }
    if ((await attempt(run, at, oracle, run.iterate)) !== undefined)
      fail(`${name} does not throw`, at, how)
    const changed = difference(was, look(run.iterate))
    if (changed !== undefined) fail(`${name}: changed by a throw`, at, changed)
  },

  resize: async (run, { leaf: which, size }, step, at) => {
    const { one, planted, name } = run
    const leaf = planted.leaves[which % planted.leaves.length] as Plant['leaves'][number]
    if (leaf.size === size) return
    const mine = cloneIterate(run.iterate)
    const named = new Map(namedTensors(mine.params))
    const odd = tf.zeros([size])
    named.set(leaf.name, odd)
    const from = { ...mine, params: grownOf(planted, named, 0) }
    const next = await attempt(run, at, tensorOracle(one, step, planted), from)
    if (next !== undefined && keepsShape(run.optimizer.transform, mine.state, leaf.name))
      fail(`${name} accepts a resized leaf`, at, `'${leaf.name}' with ${size} elements`)
    for (const tensor of tensorsIn(mine, odd, next)) if (!tensor.isDisposed) tensor.dispose()
  },

  'other tree': async (run, _, step) => {
    const { one, runners, interpreter } = run
    const first = begin(one, one.other, runners[interpreter])
    const next = await stepFrom(run, tensorOracle(one, step, plant(one.other)), first)
    run.others.push(look(next))
    disposeIterate(next)
  },

  extend: (run, _, __, at) => {
    const { one, optimizer, iterate } = run
    run.planted = plantsOf(one)[at - 1] as Plant
    const named = new Map(namedTensors(iterate.params))
    const added = run.planted.leaves.flatMap(({ name }, i) => {
      if (named.has(name)) return []
      const tensor = startOf(one, run.planted, i)
      named.set(name, tensor)
      return [tensor]
    })
    run.iterate = extend(optimizer, iterate, grownOf(run.planted, named, 0))
    tf.dispose(added)
    disposeIterate(iterate)
  },

  freeze: (run, event) => {
    const { optimizer, iterate } = run
    run.iterate = { ...iterate, state: frozenBy(optimizer.transform, iterate.state, event) }
  },

  set: (run, event) => {
    const { optimizer, iterate } = run
    const setting = settingOf(optimizer.transform, iterate.state, event)
    run.iterate = setHyperparameters(optimizer, iterate, setting)
  },

  clone: (run, { follow }) => {
    const { iterate } = run
    const clone = cloneIterate(iterate)
    run.guard.keepClone(follow ? iterate : clone)
    if (follow) run.iterate = clone
  },

  save: async (run, { json }) => {
    const { optimizer, iterate } = run
    run.iterate = json
      ? load(optimizer, JSON.parse(JSON.stringify(await save(iterate))), iterate.params)
      : loadBinary(optimizer, await saveBinary(iterate), iterate.params)
    disposeIterate(iterate)
  },

  keep: ({ guard, iterate }) => guard.keepArrays(iterate),

  // The gradients of the step that follows.
  hold: () => {},

  switch: async (run, { what }) => {
    if (!run.lane.mixed) return
    if (what === 'interpreter') run.interpreter = others[run.interpreter]
    else if (what === 'async') run.waits = !run.waits
    // The sums of estimators round differently from backend to backend.
    else if (run.optimizer.estimators.length === 1 && run.backend !== 'tensorflow') {
      run.backend = others[run.backend]
      await tf.setBackend(run.backend)
    }
  },
}

/** Applies an event to a run, and checks that no tensor leaks. */
export const happen = async (
  run: TensorRun,
  event: Event,
  step: Step,
  at: number,
): Promise<void> => {
  // the entry of an event takes that event
  const does = happenings[event.does] as Happenings['hold']
  await does(run, event as Extract<Event, { does: 'hold' }>, step, at)
  run.guard.check(at, run.iterate)
}
