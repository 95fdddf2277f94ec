import type { Measured, Plan, Planned } from '../Description.js'
import type { Leaf } from '../Leaf.js'
import type { PartState, State } from '../State.js'
import type { Transform } from '../Transform.js'
import type { LeafAt, LeafOut, LeafPart } from './LeafPart.js'
import { type LeafDone, nextPart } from './nextPart.js'
import { segmentsOf } from './segmentsOf.js'
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

type Norms = readonly number[]

const pick = (norms: Norms | undefined, own: readonly number[]): Norms =>
  norms === undefined ? [] : own.map((i) => norms[i] as number)

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
): Generator<readonly L[], Advanced<L>, Norms> {
  let u = grads
  let g = grads
  let gradNorms: Norms | undefined
  let paramNorms: Norms | undefined
  let finite = true
  const next: PartState<L>[] = []
  for (const [from, to] of segmentsOf(transform)) {
    const parts = transform.slice(from, to)
    const states = state.parts.slice(from, to)
    const wants = (what: Measured) => parts.some(({ needs }) => needs?.includes(what))
    // At the head of the chain, and behind a part that rebinds, the updates are the gradients.
    const same = u === g
    if (gradNorms === undefined && (wants('grads') || (same && wants('updates'))))
      gradNorms = yield g
    const updateNorms = !wants('updates') ? undefined : same ? gradNorms : yield u
    if (paramNorms === undefined && wants('params')) paramNorms = yield params

    // A step that is not finite stays so behind a part that rebinds the gradient to 0.
    finite &&= gradNorms === undefined || gradNorms.every(Number.isFinite)
    const owns = parts.map((description) => selected(description, leaves))
    const planned = parts.map((description, i) => {
      const own = owns[i] as readonly number[]
      const { host, hyper } = states[i] as PartState<L>
      const seen = {
        grads: pick(gradNorms, own),
        updates: pick(updateNorms, own),
        params: pick(paramNorms, own),
        leaves: own.length,
        finite,
      }
      return description.plan(host, seen, hyper)
    })
    const done: readonly LeafDone<L>[][] = parts.map(() => [])
    const outs = leaves.map(({ name }, leaf) => {
      const active = parts.flatMap((description, i) => {
        const j = (owns[i] as readonly number[]).indexOf(leaf)
        if (j < 0) return []
        const plan = planAt(planned[i] as Planned, j)
        return [{ i, part: leafPart(description, states[i] as PartState<L>, plan, name) }]
      })
      const out = run(
        active.map(({ part }) => part),
        { u: u[leaf] as L, p: params[leaf] as L, g: g[leaf] as L },
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
    u = outs.map((out) => out.u)
    if (parts.some(({ rebinds }) => rebinds)) {
      const last = parts.at(-1)
      g = last?.rebinds && last.only === undefined ? u : outs.map((out) => out.g)
      gradNorms = undefined
    }
  }
  return { updates: u, state: { step: state.step + 1, parts: next } }
}

const leafPart = <L>(
  description: Transform[number],
  { slots, bank }: PartState<L>,
  plan: Plan,
  leaf: string,
): LeafPart<L> => ({
  description,
  plan,
  slots: Object.fromEntries(
    Object.entries(slots).map(([slot, values]) => [slot, values[leaf] as L]),
  ),
  entries: (plan.read ?? []).map((slot) => (bank[leaf] as readonly L[])[slot] as L),
})
