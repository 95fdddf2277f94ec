/** Values by lists of keys. Two lists are the same if their elements are, as `Object.is` tells them apart. */
export interface ByList<V> {
  /** The value of a list; made and kept if there is none. */
  readonly find: (keys: readonly unknown[], make: () => V) => V
}

interface Node<V> {
  found: { readonly value: V } | undefined
  readonly below: Map<unknown, Node<V>>
}

/** A Map takes -0 for 0. */
const minusZero = {}

/** No values as yet. */
export const byList = <V>(): ByList<V> => {
  const node = (): Node<V> => ({ found: undefined, below: new Map() })
  const root = node()
  return {
    find: (keys, make) => {
      let at = root
      for (const key of keys) {
        const step = Object.is(key, -0) ? minusZero : key
        let next = at.below.get(step)
        if (next === undefined) {
          next = node()
          at.below.set(step, next)
        }
        at = next
      }
      at.found ??= { value: make() }
      return at.found.value
    },
  }
}
