import {
  byLeafIn,
  type Description,
  describe,
  dictionary,
  type Host,
  hostOf,
  type Leaf,
  mapDictionary,
  mapInner,
  mapSearch,
  mapVariants,
  type Plan,
  type Planned,
  type Scalars,
  type Seen,
  type Transform,
  type Variant,
  wrapVariant,
} from '@momenta/core'
import { type Combinator, defineCombinator, type NoOptions } from '@momenta/options'

/** Which leaves are frozen, and the host state of the inner part. */
type Freezing = {
  readonly freezable: { readonly byLeaf: { readonly [leaf: string]: boolean } }
  readonly inner: Host
}

/** The variant of a part for one leaf. */
type FreezableVariant =
  | { readonly frozen: false; readonly inner: Variant }
  /** The state of the leaf is unchanged. */
  | { readonly frozen: true; readonly zeros: false }
  /** The inner part runs on zeros. */
  | { readonly frozen: true; readonly zeros: true; readonly inner: Variant }

const moving = wrapVariant((inner): FreezableVariant => ({ frozen: false, inner }))
const kept: FreezableVariant = { frozen: true, zeros: false }
const onZeros = wrapVariant((inner): FreezableVariant => ({ frozen: true, zeros: true, inner }))

/**
 * Makes leaves freezable during a run, by flags in the state (see `withFrozen`). Initially no leaf
 * is frozen.
 *
 * A frozen leaf and its state in the inner parts do not change; a memory shared by all leaves
 * stores zeros for it, so that all leaves have entries of the same steps. Norms and sums in the
 * inner parts are over the leaves that are not frozen. An unfrozen leaf continues with its old
 * state. Put everything that changes parameters inside, including weight decay.
 *
 * Nothing is compiled or allocated again. While no leaf is frozen, the updates are those of the
 * inner transform, bit for bit.
 *
 * @throws TypeError if the argument is not a transform.
 *
 * @example
 * import { freezable, scale } from '@momenta/transforms'
 *
 * freezable(scale()).map(({ name }) => name) // => ['scale', 'freezable']
 */
export const freezable: Combinator<Transform | undefined, NoOptions, Transform> = defineCombinator<
  Transform | undefined,
  NoOptions,
  Record<never, never>,
  Transform
>(
  'freezable',
  { kind: 'transform', example: (): Transform => [], optional: true },
  {},
  (transform) => [...transform, ...gate()].flatMap(freezePart),
)

/** Sets the updates of frozen leaves to 0, also of those that no inner part acts on. */
const gate = (): Transform =>
  describe({
    name: 'freezable',
    slots: {},
    hyper: {},
    init: () => null,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    body: (_, { updates: u }) => ({ updates: u, slots: {} }),
  })

const init = (description: Description, leaves: readonly Leaf[]): Freezing => ({
  freezable: { byLeaf: dictionary(leaves.map(({ name }) => [name, false])) },
  inner: description.init(leaves),
})

/** Sets the norms, sums and maxima of frozen leaves to 0. */
const without = (seen: Seen, frozen: readonly boolean[]): Seen => {
  const zeroed = (norms: readonly number[]) => norms.map((norm, j) => (frozen[j] ? 0 : norm))
  return {
    ...seen,
    grads: zeroed(seen.grads),
    updates: zeroed(seen.updates),
    params: zeroed(seen.params),
    sums: mapDictionary(seen.sums, zeroed),
    maxima: mapDictionary(seen.maxima, zeroed),
  }
}

type Named = { readonly [name: string]: Host }

const isRecord = (host: Host | undefined): host is Named =>
  typeof host === 'object' && host !== null && !Array.isArray(host)

/** The next host state, with the old state of frozen leaves. */
const keepFrozen = (next: Host, kept: Host, isFrozen: (leaf: string) => boolean): Host => {
  if (!isRecord(next) || !isRecord(kept)) return next
  return mapDictionary(next, (inner, name) =>
    name === 'byLeaf'
      ? mapDictionary(inner as Named, (own, leaf) =>
          isFrozen(leaf) ? ((kept.byLeaf as Named)[leaf] as Host) : own,
        )
      : keepFrozen(inner, kept[name] as Host, isFrozen),
  )
}

/** How the decisions of the inner part become those of the part around it. */
const freezingOf = (description: Description, host: Freezing, { names }: Seen) => {
  const { byLeaf } = host.freezable
  const frozen = names.map((name) => byLeaf[name] === true)
  if (!frozen.includes(true))
    return {
      seen: (given: Seen) => given,
      next: (inner: Host): Freezing => ({ ...host, inner }),
      plan: (plan: Planned['plan']) => mapVariants(plan, moving),
    }
  // the flags of a freezable inside are by leaf too, but what it wraps decides
  const isByLeaf = byLeafIn(hostOf(description, host.inner)).length > 0
  const planOf = (plan: Planned['plan'], j: number): Plan<Scalars, FreezableVariant> => {
    const own = (Array.isArray(plan) ? plan[j] : plan) as Plan
    if (!frozen[j]) return { ...own, variant: moving(own.variant) }
    // A memory shared by all leaves has stored a key, so it must store an entry of each leaf.
    return own.write === undefined || isByLeaf
      ? { scalars: {}, variant: kept }
      : { ...own, variant: onZeros(own.variant) }
  }
  return {
    seen: (given: Seen) => without(given, frozen),
    next: (inner: Host): Freezing => ({
      ...host,
      inner: keepFrozen(inner, host.inner, (leaf) => byLeaf[leaf] === true),
    }),
    plan: (plan: Planned['plan']) => frozen.map((_, j) => planOf(plan, j)),
  }
}

const planFrozen = (
  description: Description,
  planInner: Description['plan'],
  host: Freezing,
  given: Seen,
  hyper: { readonly [name: string]: number },
): Planned<Freezing, Scalars, FreezableVariant> => {
  const to = freezingOf(description, host, given)
  const { next, plan } = planInner(host.inner, to.seen(given), hyper)
  return { next: to.next(next), plan: to.plan(plan) }
}

const freezePart = (description: Description): Transform => {
  const { skip, search, ...rest } = description
  return describe<string, Scalars, Freezing, FreezableVariant>({
    ...rest,
    wraps: description,
    ...mapInner(description, ({ inner }: Freezing) => inner),
    options: { ...description.options, freezable: true },
    init: (leaves) => init(description, leaves),
    accepts: ({ inner }) => description.accepts?.(inner) ?? true,
    plan: (host, seen, hyper) => planFrozen(description, description.plan, host, seen, hyper),
    ...(search && {
      search: (host, seen, hyper) => {
        const to = freezingOf(description, host, seen)
        const inner = search(host.inner, to.seen(seen), hyper)
        return mapSearch(inner, to.next, to.plan, to.seen)
      },
    }),
    ...(skip && { skip: (host, seen, hyper) => planFrozen(description, skip, host, seen, hyper) }),
    body: (x, at) => {
      const { variant } = at
      if (!variant.frozen) return description.body(x, { ...at, variant: variant.inner })
      const zero = x.of(0)
      if (!variant.zeros) return { updates: zero, slots: at.slots }
      const inside = { ...at, variant: variant.inner, updates: zero, grads: zero }
      return { ...description.body(x, inside), updates: zero }
    },
  })
}
