import {
  decide,
  type Measures,
  type Norms,
  nextCount,
  type Planned,
  type State,
  seenBy,
} from '@momenta/core'
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
  const step = nextCount('step', from.step)
  const states: { [part: number]: Building } = {}
  const planned: { [part: number]: Planned } = {}
  const passes: Pass[] = []
  let rawFinite = true
  let norms: Norms = { grads: undefined, updates: undefined, params: undefined, finite: true }
  for (const [s, segment] of segments.entries()) {
    const own = chain.transform.slice(segment.from, segment.to)
    const measures = chain.measures[s] as Measures
    const { same } = measures
    const gradNorms: readonly number[] | undefined = measures.grads ? yield current.g : norms.grads
    const boundFinite = gradNorms === undefined || gradNorms.every(Number.isFinite)
    if (s === 0) rawFinite = boundFinite
    norms = {
      grads: gradNorms,
      updates: measures.updates ? yield current.u : same ? gradNorms : undefined,
      params: measures.params ? yield current.params : norms.params,
      finite: rawFinite && boundFinite,
    }
    for (let part = segment.from; part < segment.to; part++) {
      const was = from.parts[part] as State<tf.Tensor>['parts'][number]
      states[part] = building(was)
      const description = chain.transform[part] as (typeof own)[number]
      const indices = owns[part] as readonly number[]
      const partNames = indices.map((i) => names[i] as string)
      const seen = seenBy(description, indices, partNames, norms)
      planned[part] = decide(description, part, was.host, seen, was.hyper)
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
    if (own.some(({ rebinds }) => rebinds)) norms = { ...norms, grads: undefined }
  }
  const parts = chain.transform.map((_, i) => built(states[i] as Building, planned[i] as Planned))
  return { params: current.params, state: { step, parts }, passes }
}

const passOf = ({ loads, stores }: Program, leaves: number, parts: readonly string[]): Pass => ({
  parts,
  leaves,
  reads: loads.length,
  writes: stores.length,
  bytesPerParameter: 4 * (loads.length + stores.length),
})
