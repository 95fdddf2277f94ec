import type { Estimator, Optimizer } from '@momenta/core'
import {
  cloneIterate,
  disposeIterate,
  eager,
  type Iterate,
  load,
  loadBinary,
  type Oracle,
  type Runner,
  save,
  saveBinary,
  setHyperparameters,
} from '@momenta/eager'
import { fused } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import type { Case, Event, Step } from '../cases/Case.js'
import { numbersOf } from '../cases/numbersOf.js'
import { type Plant, plant } from '../cases/plant.js'
import { difference } from '../compare/difference.js'
import { fail } from '../compare/Failure.js'
import { checkHeld, heldNow, sentinels, tensorsIn } from './heap.js'
import { hasState, type Snapshot, snapshotOf } from './Snapshot.js'
import { settingOf } from './setting.js'
import { grownOf, namedTensors, tensorOracle } from './tensorOracle.js'

export type Backend = 'cpu' | 'wasm'
type Interpreter = 'eager' | 'fused'

/** Which interpreter runs a case, and where. */
export interface Lane {
  readonly interpreter: Interpreter
  readonly backend: Backend
  /** Whether events may switch. */
  readonly mixed: boolean
}

/** What came of a run. */
export interface Ran {
  /** After each step; and after each step on the other tree. */
  readonly snapshots: readonly Snapshot[]
  readonly others: readonly Snapshot[]
  /** What the estimators handed to the chain in each step, by leaf, and the parameters where they were asked. */
  readonly gradients: readonly ReadonlyMap<string, Float32Array>[]
  readonly points: readonly ReadonlyMap<string, Float32Array>[]
}

export const laneName = ({ interpreter, backend, mixed }: Lane): string =>
  mixed ? `mixed from ${backend}` : `${interpreter} on ${backend}`

const copy = (tensor: tf.Tensor): Float32Array => (tensor.dataSync() as Float32Array).slice()

const look = (iterate: Iterate<object>): Snapshot =>
  snapshotOf(namedTensors(iterate.params), iterate.state, copy, iterate.value)

const copies = (named: ReadonlyMap<string, tf.Tensor>): ReadonlyMap<string, Float32Array> =>
  new Map([...named].map(([name, tensor]) => [name, copy(tensor)]))

/** Numbers that somebody keeps, with what they were. */
interface Kept {
  readonly what: string
  readonly now: () => ArrayLike<number>
  readonly was: Float32Array
}

const others = { eager: 'fused', fused: 'eager', cpu: 'wasm', wasm: 'cpu' } as const

/** Runs a case on tensors, with everything that happens in it; fails where memory, foreign tensors or what was promised to stay does not hold. */
export const runTensors = async (one: Case, optimizer: Optimizer, lane: Lane): Promise<Ran> => {
  let { interpreter, backend }: { interpreter: Interpreter; backend: Backend } = lane
  let waits = false
  await tf.setBackend(backend)
  const name = laneName(lane)
  const planted = plant(one.tree)
  const other = plant(one.other)

  // The last estimator sees what the chain is handed.
  let seen: readonly Float32Array[] = []
  const watch: Estimator = {
    name: 'watch',
    wrap: (oracle, _, __) => (params, microbatch) => {
      const evaluation = oracle(params, microbatch)
      seen = evaluation.grads.map((grad) => copy(grad as never))
      return evaluation
    },
  }
  const watched = { ...optimizer, estimators: [...optimizer.estimators, watch] }
  const runners = { eager: eager(watched), fused: fused(watched) }
  const step = (oracle: Oracle<object>, from: Iterate<object>): Promise<Iterate<object>> => {
    const runner: Runner = runners[interpreter]
    return waits
      ? runner.stepAsync(oracle, from)
      : new Promise((done) => done(runner.step(oracle, from)))
  }
  const start = ({ leaves, grow }: Plant) =>
    grow((i) => {
      const { shape, size } = leaves[i] as Plant['leaves'][number]
      return tf.tensor(numbersOf(one.start, i, size), [...shape], 'float32')
    }, 0)

  const before = heldNow()
  const guards = sentinels([...new Set(planted.leaves.map(({ size }) => Math.max(1, size)))])
  const floor = heldNow()
  const begin = start(planted)
  let iterate = runners[interpreter].init(begin)
  tf.dispose(begin as never)

  const clones: { readonly iterate: Iterate<object>; readonly was: Snapshot }[] = []
  let held: tf.Tensor[] = []
  const kept: Kept[] = []
  const check = (at: number) => {
    guards.check(at, name)
    checkHeld(
      floor,
      tensorsIn(
        iterate,
        clones.map((clone) => clone.iterate),
        held,
      ),
      at,
      name,
    )
    for (const { what, now, was } of kept) {
      const changed = difference(new Map([[what, was]]), new Map([[what, now()]]))
      if (changed !== undefined) fail(`${name} writes over ${what}`, at, changed)
    }
    for (const { iterate: clone, was } of clones) {
      const changed = difference(was, look(clone))
      if (changed !== undefined) fail(`${name} changes a clone`, at, changed)
    }
  }

  const ran = { snapshots: [] as Snapshot[], others: [] as Snapshot[] }
  const gradients: ReadonlyMap<string, Float32Array>[] = []
  const points: ReadonlyMap<string, Float32Array>[] = []

  const refuses = async (at: number, oracle: Oracle<object>, from: Iterate<object>) => {
    try {
      return await step(oracle, from)
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      if (text.includes('\n')) fail(`${name}: an error of several lines`, at, text)
      return undefined
    }
  }

  const throws = async (at: number, { how }: Extract<Event, { does: 'throw' }>, s: Step) => {
    const was = look(iterate)
    const good = tensorOracle(one, s, planted)
    const oracle: Oracle<object> = (params, microbatch) => {
      if (how === 'at once') throw new Error('on purpose')
      const evaluation = good(params, microbatch)
      if (how === 'after tensors') throw new Error('on purpose')
      if (how === 'missing leaf') return { ...evaluation, grads: {} }
      const [first] = planted.leaves
      const named = new Map(namedTensors(evaluation.grads))
      named.set(first?.name as string, tf.zeros([(first?.size as number) + 1]))
      return { ...evaluation, grads: grownOf(planted, named, s.order) }
    }
    if ((await refuses(at, oracle, iterate)) !== undefined) fail(`${name} does not throw`, at, how)
    const changed = difference(was, look(iterate))
    if (changed !== undefined) fail(`${name}: changed by a throw`, at, changed)
    check(at)
  }

  const resizes = async (at: number, event: Extract<Event, { does: 'resize' }>, s: Step) => {
    const leaf = planted.leaves[event.leaf % planted.leaves.length] as Plant['leaves'][number]
    if (leaf.size === event.size) return
    const mine = cloneIterate(iterate)
    const named = new Map(namedTensors(mine.params))
    const odd = tf.zeros([event.size])
    named.set(leaf.name, odd)
    const from = { ...mine, params: grownOf(planted, named, 0) }
    const next = await refuses(at, tensorOracle(one, s, planted), from)
    if (next !== undefined && hasState(mine.state, leaf.name))
      fail(`${name} accepts a resized leaf`, at, `'${leaf.name}' with ${event.size} elements`)
    for (const tensor of tensorsIn(mine, odd, next)) if (!tensor.isDisposed) tensor.dispose()
    check(at)
  }

  const visitsOther = async (at: number, s: Step) => {
    const params = start(other)
    const first = runners[interpreter].init(params)
    tf.dispose(params as never)
    const next = await step(tensorOracle(one, s, other), first)
    ran.others.push(look(next))
    disposeIterate(next)
    check(at)
  }

  const goesOn = async (at: number, event: Event | undefined, s: Step): Promise<void> => {
    switch (event?.does) {
      case 'throw':
        return throws(at, event, s)
      case 'resize':
        return resizes(at, event, s)
      case 'other tree':
        return visitsOther(at, s)
      case 'set': {
        const setting = settingOf(watched.transform, iterate.state, event)
        iterate = setHyperparameters(watched, iterate, setting)
        return
      }
      case 'clone': {
        const clone = cloneIterate(iterate)
        clones.push({ iterate: event.follow ? iterate : clone, was: look(iterate) })
        if (event.follow) iterate = clone
        return check(at)
      }
      case 'save': {
        const next = event.json
          ? load(watched, JSON.parse(JSON.stringify(await save(iterate))), iterate.params)
          : loadBinary(watched, await saveBinary(iterate), iterate.params)
        disposeIterate(iterate)
        iterate = next
        return check(at)
      }
      case 'keep': {
        for (const tensor of tensorsIn(iterate)) {
          const now = tensor.dataSync() as Float32Array
          kept.push({ what: 'an array of dataSync', now: () => now, was: now.slice() })
        }
        return
      }
      case 'switch': {
        if (!lane.mixed) return
        if (event.what === 'interpreter') interpreter = others[interpreter]
        else if (event.what === 'async') waits = !waits
        // The sums of estimators round differently from backend to backend.
        else if (optimizer.estimators.length === 0) {
          backend = others[backend]
          await tf.setBackend(backend)
        }
        return
      }
    }
  }

  for (const [i, s] of one.steps.entries()) {
    const at = i + 1
    tf.dispose(held)
    held = []
    await goesOn(at, s.event, s)
    iterate = { ...iterate, params: grownOf(planted, namedTensors(iterate.params), s.order) }
    const holds = s.event?.does === 'hold'
    const oracle = tensorOracle(one, s, planted, (gradient) => {
      if (holds) {
        const was = copy(gradient)
        held.push(tf.keep(gradient))
        kept.push({ what: 'a gradient of the user', now: () => gradient.dataSync() as never, was })
      }
      return gradient
    })
    const point = namedTensors(iterate.params)
    points.push(copies(point))
    iterate = await step(oracle, iterate)
    // Estimators see the leaves in the order of their names.
    const names = [...point.keys()].toSorted()
    gradients.push(new Map(names.map((leaf, j) => [leaf, seen[j] as Float32Array])))
    check(at)
    ran.snapshots.push(look(iterate))
    if (holds)
      kept.splice(0, kept.length, ...kept.filter(({ what }) => what !== 'a gradient of the user'))
  }
  tf.dispose(held)
  for (const clone of clones) disposeIterate(clone.iterate)
  disposeIterate(iterate)
  guards.dispose()
  checkHeld(before, new Set(), one.steps.length, `${name}, at its end,`)
  return { ...ran, gradients, points }
}
