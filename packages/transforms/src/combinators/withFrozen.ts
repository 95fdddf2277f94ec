import {
  checkParts,
  checkTransform,
  type Host,
  mapDictionary,
  type State,
  type Transform,
} from '@momenta/core'

type Named = { readonly [name: string]: Host }

const isRecord = (host: Host): host is Named =>
  typeof host === 'object' && host !== null && !Array.isArray(host)

/** The flags in a host state, at any depth of combinators. */
const flagsIn = (host: Host): readonly Named[] => {
  if (!isRecord(host)) return []
  const inner = host.inner === undefined ? [] : flagsIn(host.inner)
  return Object.hasOwn(host, 'freezable')
    ? [(host.freezable as { readonly byLeaf: Named }).byLeaf, ...inner]
    : inner
}

const setFlags = (host: Host, isFrozen: (leaf: string) => boolean): Host => {
  if (!isRecord(host)) return host
  const inner = host.inner === undefined ? {} : { inner: setFlags(host.inner, isFrozen) }
  if (!Object.hasOwn(host, 'freezable'))
    return host.inner === undefined ? host : { ...host, ...inner }
  const { byLeaf } = host.freezable as { readonly byLeaf: Named }
  return {
    ...host,
    ...inner,
    freezable: { byLeaf: mapDictionary(byLeaf, (_, leaf) => isFrozen(leaf)) },
  }
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
  if (state.parts.every(({ host }) => flagsIn(host).length === 0))
    throw new RangeError(
      'withFrozen: the chain must contain freezable; wrap the parts to freeze: freezable(transform)',
    )
  return {
    ...state,
    parts: state.parts.map((part) => ({ ...part, host: setFlags(part.host, isFrozen) })),
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
  const flags = state.parts.flatMap(({ host }) => flagsIn(host))
  const names = flags.flatMap((byLeaf) =>
    Object.keys(byLeaf).filter((leaf) => byLeaf[leaf] === true),
  )
  return [...new Set(names)]
}
