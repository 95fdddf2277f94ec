import {
  checkParts,
  checkTransform,
  type Description,
  type Host,
  mapDictionary,
  type State,
  type Transform,
} from '@momenta/core'

type Flags = { readonly [leaf: string]: boolean }
type Wrapper = { readonly inner: Host; readonly freezable?: { readonly byLeaf: Flags } }

const isWrapper = (host: Host | undefined): host is Wrapper =>
  typeof host === 'object' && host !== null && 'inner' in host

/** The flags in the host state of a part and of the parts that it wraps. */
const flagsIn = ({ wraps }: Description, host: Host | undefined): readonly Flags[] => {
  if (wraps === undefined || !isWrapper(host)) return []
  const { inner, freezable } = host
  return [...(freezable === undefined ? [] : [freezable.byLeaf]), ...flagsIn(wraps, inner)]
}

const allFlags = (transform: Transform, state: State<unknown>): readonly Flags[] =>
  transform.flatMap((part, i) => flagsIn(part, state.parts[i]?.host))

/** The host state with other flags, in the part and in the parts that it wraps. */
const withFlags = (
  { wraps }: Description,
  host: Host,
  isFrozen: (leaf: string) => boolean,
): Host => {
  if (wraps === undefined || !isWrapper(host)) return host
  const { freezable, ...rest } = host
  const next = { ...rest, inner: withFlags(wraps, rest.inner, isFrozen) }
  if (freezable === undefined) return next
  const byLeaf = mapDictionary(freezable.byLeaf, (_, leaf) => isFrozen(leaf))
  return { ...next, freezable: { byLeaf } }
}

/**
 * Returns a state with other leaves frozen, in every `freezable` of the chain, for any interpreter.
 * Only flags change; arrays and tensors are shared with the state given.
 *
 * @param isFrozen - Whether the leaf of that name is to be frozen; all others are unfrozen.
 * @throws RangeError if the chain has no `freezable`; TypeError if the state is that of another
 *   transform.
 *
 * @example
 * import { optimizer } from '@momenta/core'
 * import { float64 } from '@momenta/float64'
 * import { freezable, frozenLeaves, scale, withFrozen } from '@momenta/transforms'
 *
 * const transform = freezable(scale({ factor: -1 }))
 * const { init, step } = float64(optimizer(transform))
 * const iterate = init({ w: Float64Array.of(1), b: Float64Array.of(1) })
 * const state = withFrozen(transform, iterate.state, (name) => name === 'b')
 * frozenLeaves(transform, state) // => ['b']
 * const bowl = (params: { w: Float64Array; b: Float64Array }) => ({ value: 0, grads: params })
 * const { params } = step(bowl, { ...iterate, state })
 * params.w // => [0]
 * params.b // => [1]
 */
export const withFrozen = <L>(
  transform: Transform,
  state: State<L>,
  isFrozen: (leaf: string) => boolean,
): State<L> => {
  checkTransform('withFrozen', transform)
  checkParts('withFrozen', transform, state)
  if (allFlags(transform, state).length === 0)
    throw new RangeError(
      'withFrozen: the chain must contain freezable; wrap the parts to freeze: freezable(transform)',
    )
  return {
    ...state,
    parts: state.parts.map((part, i) => ({
      ...part,
      host: withFlags(transform[i] as Description, part.host, isFrozen),
    })),
  }
}

/**
 * The names of the frozen leaves, in any `freezable` of the chain.
 *
 * @throws TypeError if the state is that of another transform.
 *
 * @example
 * import { identity } from '@momenta/core'
 * import { frozenLeaves } from '@momenta/transforms'
 *
 * frozenLeaves(identity, { step: 0, parts: [] }) // => []
 */
export const frozenLeaves = <L>(transform: Transform, state: State<L>): readonly string[] => {
  checkTransform('frozenLeaves', transform)
  checkParts('frozenLeaves', transform, state)
  const names = allFlags(transform, state).flatMap((byLeaf) =>
    Object.keys(byLeaf).filter((leaf) => byLeaf[leaf] === true),
  )
  return [...new Set(names)]
}
