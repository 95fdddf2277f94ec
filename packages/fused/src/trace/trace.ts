import {
  type Arithmetic,
  type BodyOutput,
  type Description,
  dictionary,
  mapDictionary,
  type Plan,
} from '@momenta/core'
import type { Node, Stream } from './Node.js'
import type { PartRefs, Program, Ref, ScalarRef, SlotRef } from './Program.js'
import { symbols } from './symbols.js'

/** What a trace depends on. */
export interface Traced {
  readonly parts: readonly { readonly description: Description; readonly plan: Plan }[]
  /** Whether the updates that arrive are the raw gradient. */
  readonly same: boolean
  /** Whether the chain ends here, so that u is added to the parameters. */
  readonly last: boolean
}

type Scalars = Plan['scalars']

/** The scalars of a plan under symbols: their values change from step to step, the program does not. */
const scalarsOf = (k: Scalars, scalar: (name: string, index: number) => Node) =>
  mapDictionary(k, (n, name) =>
    typeof n === 'number' ? scalar(name, 0) : n.map((_, i) => scalar(name, i)),
  )

/** Marks what the stores are made of. */
const living = (roots: readonly Node[]): ReadonlySet<Node> => {
  const live = new Set<Node>()
  const visit = (node: Node): void => {
    if (live.has(node)) return
    live.add(node)
    if (node.kind === 'operation') node.of.forEach(visit)
  }
  roots.forEach(visit)
  return live
}

/** Runs the bodies of consecutive parts on symbols. */
const bodies = ({ parts, same }: Traced, x: ReturnType<typeof symbols>) => {
  let g = x.stream({ kind: 'g' })
  let u = same ? g : x.stream({ kind: 'u' })
  const p = x.stream({ kind: 'p' })
  const outs: BodyOutput<Node, string>[] = []
  parts.forEach(({ description, plan }, part) => {
    const slots = Object.keys(description.slots)
    const s = dictionary(slots.map((name) => [name, x.stream({ kind: 'slot', part, name })]))
    const e = (plan.read ?? []).map((_, index) => x.stream({ kind: 'entry', part, index }))
    const k = scalarsOf(plan.scalars, (name, index) => x.scalar(part, name, index))
    const at = {
      updates: u,
      params: p,
      grads: g,
      slots: s,
      entries: e,
      scalars: k,
      variant: plan.variant ?? {},
    } as unknown as Parameters<typeof description.body>[1]
    const out = description.body<Node>(x as Arithmetic<Node>, at as never)
    u = out.updates
    if (description.rebinds) g = u
    outs.push(out)
  })
  return { u, g, p, outs }
}

const homesOf = (stores: readonly Node[], parts: readonly PartRefs[]) =>
  stores.map((_, store): SlotRef | undefined => {
    const slots = parts.flatMap(({ slots }, part) =>
      Object.entries(slots).flatMap(([name, ref]) =>
        'stored' in ref && ref.stored === store ? [{ part, name }] : [],
      ),
    )
    return slots[0]
  })

const isPlain = (parts: readonly PartRefs[]): boolean => {
  const stored = parts.flatMap(({ slots }) =>
    Object.values(slots).flatMap((ref) => ('stored' in ref ? [ref.stored] : [])),
  )
  const keeps = parts.every(
    ({ slots, entry }, part) =>
      Object.entries(slots).every(([name, ref]) => {
        if ('stored' in ref) return true
        const { passed } = ref
        return passed.kind === 'slot' && passed.part === part && passed.name === name
      }) && entry === undefined,
  )
  return keeps && new Set(stored).size === stored.length
}

/** Traces consecutive parts into a program. */
export const trace = (traced: Traced): Program => {
  const x = symbols()
  const { u, g, p, outs } = bodies(traced, x)
  const stores: Node[] = []
  const refOf = (node: Node): Ref => {
    if (node.kind === 'stream') return { passed: node.stream }
    const known = stores.indexOf(node)
    return { stored: known < 0 ? stores.push(node) - 1 : known }
  }
  const refs: PartRefs[] = outs.map(({ slots: s, entry }) => ({
    slots: mapDictionary(s, (node) => refOf(node as Node)),
    entry: entry === undefined ? undefined : refOf(entry),
  }))
  const ends = traced.last ? undefined : { u: refOf(u), g: refOf(g) }
  // never shared with a slot: the parameters have a handle of their own each step
  const next = traced.last ? stores.push(x.add(p, u)) - 1 : undefined
  const live = living(stores)
  const nodes = x.nodes.filter((node) => live.has(node))
  return {
    names: traced.parts.map(({ description }) => description.name),
    options: traced.parts.map(({ description }) => description.options),
    variants: traced.parts.map(({ plan }) => plan.variant),
    nodes,
    loads: nodes.flatMap((node): readonly Stream[] =>
      node.kind === 'stream' ? [node.stream] : [],
    ),
    scalars: nodes.flatMap((node): readonly ScalarRef[] =>
      node.kind === 'scalar' ? [{ part: node.part, name: node.name, index: node.index }] : [],
    ),
    stores,
    parts: refs,
    homes: homesOf(stores, refs),
    plain: isPlain(refs),
    u: ends?.u,
    g: ends?.g,
    next,
  }
}
