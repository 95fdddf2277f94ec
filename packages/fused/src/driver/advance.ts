import type { Measured, Planned, State } from '@momenta/core'
import type { Evaluated } from '@momenta/eager'
import type * as tf from '@tensorflow/tfjs-core'
import type { Engine } from '../Engine.js'
import type { Program } from '../trace/Program.js'
import type { Chain } from './chainOf.js'
import { type Building, building, built } from './Parts.js'
import type { Pass } from './Pass.js'
import { type Batch, type Current, placeGroup } from './placeGroup.js'
import type { Workshop } from './Workshop.js'

/** Where a fused step ended. */
export interface Advanced {
  readonly params: readonly tf.Tensor[]
  readonly state: State<tf.Tensor>
  readonly passes: readonly Pass[]
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
    const renewals: (() => void)[] = []
    const context = { names, planned, states, current, same, shop, batches, renewals }
    for (const group of segment.groups) placeGroup(chain, segment, group, context)
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
