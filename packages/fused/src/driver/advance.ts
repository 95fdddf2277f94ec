import type { Measured, Plan, Planned, State } from '@momenta/core'
import type { Evaluated } from '@momenta/eager'
import type * as tf from '@tensorflow/tfjs-core'
import type { Engine, Row } from '../Engine.js'
import type { Program, ScalarRef } from '../trace/Program.js'
import type { Chain } from './chainOf.js'
import type { Group, Segment } from './Layout.js'
import { type Building, building, built } from './Parts.js'
import type { Pass } from './Pass.js'
import { place } from './place.js'
import type { Workshop } from './Workshop.js'

/** Where a fused step ended. */
export interface Advanced {
  readonly params: readonly tf.Tensor[]
  readonly state: State<tf.Tensor>
  readonly passes: readonly Pass[]
}

/** The leaves on their way through the segments. */
interface Current {
  u: readonly tf.Tensor[]
  g: readonly tf.Tensor[]
  params: readonly tf.Tensor[]
}

const planAt = ({ plan }: Planned, position: number): Plan =>
  Array.isArray(plan) ? ((plan as readonly Plan[])[position] as Plan) : (plan as Plan)

const scalarOf =
  (plans: readonly Plan[]) =>
  ({ part, name, index }: ScalarRef): number => {
    const n = plans[part]?.k[name] as number | readonly number[]
    return typeof n === 'number' ? n : (n[index] as number)
  }

/** Leaves that run the same program with the same scalars. */
interface Batch {
  readonly program: Program
  readonly scalars: readonly number[]
  readonly rows: Row[]
}

const batchOf = (batches: Map<string, Batch>, program: Program, scalars: readonly number[]) => {
  const key = `${program.key}#${scalars.join()}`
  const known = batches.get(key)
  if (known !== undefined) return known
  const made: Batch = { program, scalars, rows: [] }
  batches.set(key, made)
  return made
}

/** Places the leaves of a group, and says what is to be run. */
const placeGroup = (
  chain: Chain,
  { last }: Segment,
  { parts, leaves, positions }: Group,
  { names, planned, states, current, same, shop }: Context,
  batches: Map<string, Batch>,
  renewals: (() => void)[],
): void => {
  const building = parts.map((part) => states[part] as Building)
  const uniform = parts.every((part) => !Array.isArray(planned[part]?.plan))
  let plans: readonly Plan[] = []
  let program: Program | undefined
  let batch: Batch | undefined
  const { u, g, params } = current
  const [nextU, nextG, nextP] = [u as tf.Tensor[], g as tf.Tensor[], params as tf.Tensor[]]
  leaves.forEach((leaf, i) => {
    if (program === undefined || batch === undefined || !uniform) {
      plans = parts.map((part, k) => planAt(planned[part] as Planned, positions[k]?.[i] as number))
      program = chain.program(parts, plans, same, last)
      batch = batchOf(batches, program, program.scalars.map(scalarOf(plans)))
    }
    const p = params[leaf] as tf.Tensor
    const at = { u: u[leaf] as tf.Tensor, g: g[leaf] as tf.Tensor, p, plans, parts: building }
    const placed = place(program, { ...at, name: names[leaf] as string }, shop)
    nextU[leaf] = placed.u
    nextG[leaf] = placed.g
    if (placed.next === undefined) {
      if (placed.stores.length > 0) batch.rows.push(placed)
      return
    }
    shop.dead.add(p)
    const row = { loads: [...placed.loads], stores: [...placed.stores] }
    const next = program.next as number
    const write = (tensor: tf.Tensor) => {
      row.stores[next] = tensor
      nextP[leaf] = tensor
    }
    batch.rows.push(row)
    if (p.size > 0 && shop.engine.isOwn(p))
      renewals.push(() => {
        const renewed = shop.engine.renew(p)
        if (renewed === undefined) return write(allocated(p, shop))
        row.loads.forEach((load, l) => {
          if (load === p) row.loads[l] = renewed
        })
        write(renewed)
      })
    else write(allocated(p, shop))
  })
}

const allocated = (like: tf.Tensor, { engine, made }: Workshop): tf.Tensor => {
  const fresh = engine.allocate(like)
  made.add(fresh)
  return fresh
}

interface Context {
  readonly names: readonly string[]
  readonly planned: { readonly [part: number]: Planned }
  readonly states: { readonly [part: number]: Building }
  readonly current: Current
  readonly same: boolean
  readonly shop: Workshop
}

/**
 * One step of a chain by fused programs. The host decides as in core's driver: norms are measured where a part asks for them, and cut the chain; between two
 * measurements every leaf is read and written once. A generator that yields leaves and is given back their norms, so that a backend that must be waited for is
 * served by the same code.
 */
export function* advance(
  chain: Chain,
  engine: Engine,
  { flat, leaves, grads }: Evaluated,
  from: State<tf.Tensor>,
  shop: Workshop,
): Generator<readonly tf.Tensor[], Advanced, readonly number[]> {
  const { segments, owns } = chain.layout(leaves)
  const current: Current = { u: [...grads], g: [...grads], params: [...flat.leaves] }
  const names = leaves.map(({ name }) => name)
  const states: { [part: number]: Building } = {}
  const planned: { [part: number]: Planned } = {}
  const passes: Pass[] = []
  let [finite, same] = [true, true]
  let gradNorms: readonly number[] | undefined
  let paramNorms: readonly number[] | undefined
  for (const segment of segments) {
    const own = chain.transform.slice(segment.from, segment.to)
    const wants = (what: Measured) => own.some(({ needs }) => needs?.includes(what))
    if (gradNorms === undefined && (wants('grads') || (same && wants('updates'))))
      gradNorms = yield current.g
    const updateNorms = !wants('updates') ? undefined : same ? gradNorms : yield current.u
    if (paramNorms === undefined && wants('params')) paramNorms = yield current.params
    finite &&= gradNorms === undefined || gradNorms.every(Number.isFinite)
    const pick = (norms: readonly number[] | undefined, part: number) =>
      norms === undefined ? [] : (owns[part] as readonly number[]).map((i) => norms[i] as number)
    for (let part = segment.from; part < segment.to; part++) {
      const was = from.parts[part] as State<tf.Tensor>['parts'][number]
      states[part] = building(was)
      const seen = {
        grads: pick(gradNorms, part),
        updates: pick(updateNorms, part),
        params: pick(paramNorms, part),
        leaves: owns[part]?.length ?? 0,
        finite,
      }
      planned[part] = (chain.transform[part] as (typeof own)[number]).plan(
        was.host,
        seen,
        was.hyper,
      )
    }
    shop.overwrites = segment.last || !engine.waits
    const batches = new Map<string, Batch>()
    const context = { names, planned, states, current, same, shop }
    const renewals: (() => void)[] = []
    for (const group of segment.groups)
      placeGroup(chain, segment, group, context, batches, renewals)
    // handles are renewed once nothing can fail any more: until then the iterate that was given is whole
    for (const renew of renewals) renew()
    for (const { program, scalars, rows } of batches.values()) {
      if (rows.length === 0) continue
      engine.run(program, scalars, rows)
      passes.push(
        passOf(
          program,
          rows.length,
          own.map(({ name }) => name),
        ),
      )
    }
    const rebound = own.some(({ rebinds }) => rebinds)
    same = same && own.length === 0
    if (rebound) {
      const last = own.at(-1)
      same = last?.rebinds === true && last.only === undefined
      gradNorms = undefined
    }
  }
  const parts = chain.transform.map((_, i) => built(states[i] as Building, planned[i] as Planned))
  return { params: current.params, state: { step: from.step + 1, parts }, passes }
}

const passOf = ({ loads, stores }: Program, leaves: number, parts: readonly string[]): Pass => ({
  parts,
  leaves,
  reads: loads.length,
  writes: stores.length,
  bytesPerParameter: 4 * (loads.length + stores.length),
})
