import { nextCount, type Planned, type State } from '@momenta/core'
import { decide, type Measures, type Norms, seenBy } from '@momenta/core/program'
import type { EvaluatedPoint } from '@momenta/eager'
import type * as tf from '@tensorflow/tfjs-core'
import type { Engine } from '../Engine.js'
import type { Program } from '../trace/Program.js'
import { batches } from './Batches.js'
import { type Choice, type Chosen, choiceOf } from './Choice.js'
import type { Chain } from './chainOf.js'
import { conclude } from './conclude.js'
import { knownOf, type Steady, steadyOf } from './Known.js'
import type { Segment } from './Layout.js'
import type { OpenRow } from './moved.js'
import { type Building, building, built } from './Parts.js'
import type { Pass } from './Pass.js'
import { type Context, type Current, placeGroup } from './placeGroup.js'
import { placeSteady } from './placeSteady.js'
import { placesOf } from './placesOf.js'

/** Where a fused step ended. */
export interface Advanced {
  readonly params: readonly tf.Tensor[]
  readonly state: State<tf.Tensor>
  readonly passes: readonly Pass[]
  /** Tensors of the iterate that it started from which the next one does not hold, among others. */
  readonly dead: Iterable<tf.Tensor>
}

const none: ReadonlyMap<tf.Tensor, number> = new Map()

/**
 * One step of a chain by fused programs. The host decides as in core's driver: norms are measured
 * where a part asks for them, and cut the chain; between two measurements every leaf is read and
 * written once. A generator that yields leaves and is given back their norms, so that a backend
 * that must be waited for is served by the same code.
 *
 * @param made - Takes the tensors that the step makes.
 */
export function* advance(
  chain: Chain,
  engine: Engine,
  { flat, leaves, grads }: EvaluatedPoint,
  from: State<tf.Tensor>,
  made: Set<tf.Tensor>,
): Generator<readonly tf.Tensor[], Advanced, readonly number[]> {
  const step = nextCount('step', from.step)
  const layout = chain.layout(leaves)
  const { segments, owns, ownNames, names } = layout
  const known = knownOf(chain.known, layout, from.parts, flat.leaves)
  const current: Current = { u: [...grads], g: [...grads], params: [...flat.leaves] }
  const planned: { [part: number]: Planned } = {}
  const states: { [part: number]: Building } = {}
  const passes: Pass[] = []
  let places: ReadonlyMap<tf.Tensor, number> | undefined
  let rawFinite = true
  let norms: Norms = { grads: undefined, updates: undefined, params: undefined, finite: true }
  let choices: readonly Choice[] = []
  let rows: readonly (readonly OpenRow[])[] = []
  for (const [s, segment] of segments.entries()) {
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
    const own = chain.transform.slice(segment.from, segment.to)
    own.forEach((description, i) => {
      const part = segment.from + i
      const { host, hyper } = from.parts[part] as State<tf.Tensor>['parts'][number]
      const indices = owns[part] as readonly number[]
      const seen = seenBy(description, indices, ownNames[part] as readonly string[], norms)
      planned[part] = decide(description, part, host, seen, hyper)
    })
    choices = segment.groups.map((group) => choiceOf(chain, group, planned, same, segment.last))
    const steady =
      known === undefined || segments.length > 1 ? undefined : steadyOf(known, choices, engine)
    if (steady === undefined) places ??= placesOf(flat.leaves, from.parts)
    const shop = { engine, overwrites: segment.last, places: places ?? none, made }
    const context = { names, current, shop, batches: batches(), renewals: [] }
    if (steady !== undefined) placeAllSteady(steady, choices, context)
    else {
      for (let part = segment.from; part < segment.to; part++)
        states[part] = building(from.parts[part] as State<tf.Tensor>['parts'][number])
      rows = choices.map((choice) => placeGroup(choice, states, context))
    }
    passes.push(...ran(segment, chain, engine, context))
    if (own.some(({ rebinds }) => rebinds)) norms = { ...norms, grads: undefined }
  }
  const { params } = current
  if (places === undefined) {
    if (known !== undefined) known.params = params
    const parts = from.parts.map(({ hyper, slots, buffers }, i) => ({
      host: (planned[i] as Planned).next,
      hyper,
      slots,
      buffers,
    }))
    const dead = flat.leaves.filter((p, i) => p !== params[i])
    return { params, state: { step, parts }, passes, dead: [...dead, ...grads] }
  }
  const { held, parts } = conclude(chain, {
    layout,
    known,
    was: from.parts,
    parts: chain.transform.map((_, i) => built(states[i] as Building, planned[i] as Planned)),
    params,
    choices: segments.length > 1 ? undefined : choices,
    rows,
  })
  const dead = [...places.keys(), ...grads, ...made].filter((tensor) => !held.has(tensor))
  return { params, state: { step, parts }, passes, dead }
}

const placeAllSteady = (
  steady: readonly Steady[],
  choices: readonly Choice[],
  context: Context,
): void =>
  choices.forEach(({ group, common }, g) => {
    placeSteady(steady[g] as Steady, group, common as Chosen, context)
  })

/** Runs what was placed. */
const ran = (
  { from, to }: Segment,
  { transform }: Chain,
  engine: Engine,
  { batches: { all }, renewals }: Context,
): readonly Pass[] => {
  const names = transform.slice(from, to).map(({ name }) => name)
  for (const { program, rows } of all) engine.prepare(program, rows.length)
  for (const renew of renewals) renew()
  for (const { program, scalars, rows } of all) engine.run(program, scalars, rows)
  return all.map(({ program, rows }) => passOf(program, rows.length, names))
}

const passOf = ({ loads, stores }: Program, leaves: number, parts: readonly string[]): Pass => ({
  parts,
  leaves,
  reads: loads.length,
  writes: stores.length,
  bytesPerParameter: 4 * (loads.length + stores.length),
})
