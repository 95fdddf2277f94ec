import type { BodyInput, BodyOutput, Description, Plan, Variant } from '../Description.js'
import { dictionary } from '../dictionary.js'
import { mapDictionary } from '../mapDictionary.js'
import type { Lift, Scalars } from '../Scalars.js'
import { checkOutput } from '../step/checkOutput.js'
import { compact } from './compact.js'
import type { Node } from './Node.js'
import type { Program } from './Program.js'
import type { ScalarRef, Stream } from './Stream.js'
import { type Symbols, symbols } from './symbols.js'

/** The input of a trace. */
export interface Traced {
  /** The parts and their plans; of the scalars only names and lengths are used. */
  readonly parts: readonly { readonly description: Description; readonly plan: Plan }[]
  /** Whether the incoming updates are the gradients, so that they are read once. */
  readonly same: boolean
  /** Whether the chain ends here, so that the updates are added to the parameters. */
  readonly last: boolean
}

/** The input of a body as symbols, but for updates, parameters and gradients. */
export const inputOf = <A>(
  x: { readonly load: (stream: Stream) => A; readonly scalar: (scalar: ScalarRef) => A },
  part: number,
  { slots }: Description,
  { read = [], more = [], scalars, variant = {} }: Plan,
): Pick<
  BodyInput<A, string, Scalars, Variant>,
  'slots' | 'entries' | 'more' | 'scalars' | 'variant'
> => ({
  slots: dictionary(
    Object.keys(slots).map((name, index) => [name, x.load({ kind: 'slot', part, index })] as const),
  ),
  entries: read.map((_, index) => x.load({ kind: 'entry', part, index })),
  more: dictionary(more.map((name) => [name, x.load({ kind: 'more', name })] as const)),
  // their values change from step to step, the program does not
  scalars: mapDictionary(scalars, (value, name) =>
    typeof value === 'number'
      ? x.scalar({ part, name, index: 0 })
      : value.map((_, index) => x.scalar({ part, name, index })),
  ) as Lift<Scalars, A>,
  variant,
})

/** Runs the bodies on symbols. */
const runBodies = ({ parts, same }: Traced, x: Symbols) => {
  const params = x.load({ kind: 'params' })
  let grads = x.load({ kind: 'grads' })
  let updates = same ? grads : x.load({ kind: 'updates' })
  const outputs = parts.map(({ description, plan }, part): BodyOutput<Node, string> => {
    const input = inputOf(x, part, description, plan)
    const output = description.body<Node>(x, { updates, params, grads, ...input })
    checkOutput(description, plan, output)
    updates = output.updates
    if (description.rebinds) grads = updates
    return output
  })
  return { updates, grads, params, outputs }
}

/**
 * Traces consecutive parts into a program: each body runs once on symbols, for any number of
 * elements.
 *
 * @example
 * import { trace } from '@momenta/core/program'
 *
 * const program = trace({ parts: [], same: true, last: true })
 * program.loads // => [{ kind: 'params' }, { kind: 'grads' }]
 * program.stores.length // => 1
 */
export const trace = (traced: Traced): Program => {
  const x = symbols()
  const { updates, grads, params, outputs } = runBodies(traced, x)
  const next = traced.last ? x.add(params, updates) : undefined
  const ends = traced.last ? [] : [updates, grads]
  const parts = outputs.map(({ slots, entry }, part) => {
    const { description, plan } = traced.parts[part] as Traced['parts'][number]
    return {
      slots: Object.keys(description.slots).map((name) => slots[name] as Node),
      entry: plan.write === undefined ? undefined : entry,
    }
  })
  const state = parts.flatMap(({ slots, entry }) =>
    entry === undefined ? slots : [...slots, entry],
  )
  const computed = [...new Set([...state, ...ends])].filter(({ kind }) => kind !== 'load')
  const roots = [...state, ...ends, ...(next === undefined ? [] : [next])]
  const { nodeOf, ...live } = compact(x, roots)
  const optional = (node: Node | undefined) => (node === undefined ? undefined : nodeOf(node))
  return {
    ...live,
    parts: parts.map(({ slots, entry }) => ({ slots: slots.map(nodeOf), entry: optional(entry) })),
    updates: optional(ends[0]),
    grads: optional(ends[1]),
    params: optional(next),
    stores: [...computed, ...(next === undefined ? [] : [next])].map(nodeOf),
  }
}
