import type { Host } from '../Host.js'

type ByLeaf = { readonly [leaf: string]: Host }

const none: readonly ByLeaf[] = []

/**
 * The records `byLeaf` in a host state, at any depth of combinators.
 *
 * @example
 * import { byLeafIn } from '@momenta/core'
 *
 * byLeafIn({ micro: 0, inner: { byLeaf: { w: 1 } } }) // => [{ w: 1 }]
 */
export const byLeafIn = (host: Host): readonly ByLeaf[] => {
  if (typeof host !== 'object' || host === null || Array.isArray(host)) return none
  let found: ByLeaf[] | undefined
  const record = host as { readonly [name: string]: Host }
  for (const name in record) {
    if (!Object.hasOwn(record, name)) continue
    const inner = record[name] as Host
    if (name === 'byLeaf') {
      found ??= []
      found.push(inner as ByLeaf)
    } else if (typeof inner === 'object' && inner !== null) {
      const below = byLeafIn(inner)
      if (below.length > 0) found = [...(found ?? []), ...below]
    }
  }
  return found ?? none
}
