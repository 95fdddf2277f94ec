import type { Plan, Planned } from '../Description.js'
import type { Leaf } from '../Leaf.js'
import { mapDictionary } from '../mapDictionary.js'
import { nextCount } from '../nextCount.js'
import type { PartState, State } from '../State.js'
import type { Transform } from '../Transform.js'
import { checkEntries } from './checkEntries.js'
import { decide } from './decide.js'
import type { LeafAt, LeafOut, LeafPart } from './LeafPart.js'
import { measuresOf } from './measuresOf.js'
import { type LeafDone, nextPart } from './nextPart.js'
import { type Norms, seenBy } from './seenBy.js'
import { selected } from './selected.js'

/** Where a step starts. */
export interface Start<L> {
  readonly leaves: readonly Leaf[]
  readonly params: readonly L[]
  readonly grads: readonly L[]
  readonly state: State<L>
}

/** Where it ends: the updates to be added to the parameters, and the next state. */
export interface Advanced<L> {
  readonly updates: readonly L[]
  readonly state: State<L>
}

const planAt = ({ plan }: Planned, j: number): Plan =>
  Array.isArray(plan) ? ((plan as readonly Plan[])[j] as Plan) : (plan as Plan)

/**
 * One step of a chain, as a generator that yields leaves to be measured and is given back their L2 norms: so the driver of a
 * backend that reads at once and of one that must wait are the same code. Nothing is measured that no part asks for: the raw
 * gradients at most once, before anything; the updates once for each part further down that wants to see them.
 *
 * @param run - Runs the bodies of consecutive parts on one leaf.
 */
export function* advance<L>(
  transform: Transform,
  { leaves, params, grads, state }: Start<L>,
  run: (parts: readonly LeafPart<L>[], at: LeafAt<L>) => LeafOut<L>,
): Generator<readonly L[], Advanced<L>, readonly number[]> {
  const step = nextCount('step', state.step)
  let u = grads
  let g = grads
  let norms: Norms = { grads: undefined, updates: undefined, params: undefined, finite: true }
  let rawFinite = true
  const next: PartState<L>[] = []
  for (const measures of measuresOf(transform)) {
    const { from, to, same } = measures
    const parts = transform.slice(from, to)
    const states = state.parts.slice(from, to)
    const gradNorms = measures.grads ? yield g : norms.grads
    const updateNorms = measures.updates ? yield u : same ? gradNorms : undefined
    const paramNorms = measures.params ? yield params : norms.params
    const boundFinite = gradNorms === undefined || gradNorms.every(Number.isFinite)
    if (from === 0) rawFinite = boundFinite
    norms = {
      grads: gradNorms,
      updates: updateNorms,
      params: paramNorms,
      finite: rawFinite && boundFinite,
    }
    const owns = parts.map((description) => selected(description, leaves))
    const places = owns.map((own) => new Map(own.map((leaf, j) => [leaf, j])))
    const planned = parts.map((description, i) => {
      const own = owns[i] as readonly number[]
      const names = own.map((leaf) => (leaves[leaf] as Leaf).name)
      const { host, hyper } = states[i] as PartState<L>
      const seen = seenBy(description, own, names, norms)
      return decide(description, from + i, host, seen, hyper)
    })
    const done: readonly LeafDone<L>[][] = parts.map(() => [])
    const outs = leaves.map(({ name }, leaf) => {
      const active = parts.flatMap((description, i) => {
        const j = (places[i] as ReadonlyMap<number, number>).get(leaf)
        if (j === undefined) return []
        const plan = planAt(planned[i] as Planned, j)
        return [{ i, part: leafPart(description, states[i] as PartState<L>, plan, name) }]
      })
      const out = run(
        active.map(({ part }) => part),
        { updates: u[leaf] as L, params: params[leaf] as L, grads: g[leaf] as L },
      )
      active.forEach(({ i, part: { plan } }, k) => {
        done[i]?.push({ leaf: name, plan, out: out.outs[k] as LeafDone<L>['out'] })
      })
      return out
    })
    parts.forEach((_, i) => {
      const { next: host } = planned[i] as Planned
      next.push(nextPart(states[i] as PartState<L>, host, done[i] as LeafDone<L>[]))
    })
    u = outs.map((out) => out.updates)
    if (parts.some(({ rebinds }) => rebinds)) {
      const last = parts.at(-1)
      g = last?.rebinds && last.only === undefined ? u : outs.map((out) => out.grads)
      norms = { ...norms, grads: undefined }
    }
  }
  return { updates: u, state: { step, parts: next } }
}

const none: readonly never[] = []

const entriesRead = <L>(
  { name }: Transform[number],
  entries: readonly L[],
  { read, write }: Plan,
  leaf: string,
): readonly L[] => {
  checkEntries(name, leaf, entries.length, read, write)
  return read === undefined ? none : read.map((slot) => entries[slot] as L)
}

const leafPart = <L>(
  description: Transform[number],
  { slots, buffers }: PartState<L>,
  plan: Plan,
  leaf: string,
): LeafPart<L> => ({
  description,
  plan,
  slots: mapDictionary(slots, (values) => values[leaf] as L),
  entries: entriesRead(description, buffers[leaf] as readonly L[], plan, leaf),
})
