import 'fake-indexeddb/auto'

/** localStorage in memory, with the limit of a browser, in characters. */
export const storage = (() => {
  const items = new Map<string, string>()
  let limit = Infinity
  const size = () => [...items].reduce((sum, [key, value]) => sum + key.length + value.length, 0)
  return {
    get length() {
      return items.size
    },
    key: (i: number) => [...items.keys()][i] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      const before = items.get(key)
      items.set(key, value)
      if (size() <= limit) return
      if (before === undefined) items.delete(key)
      else items.set(key, before)
      throw Object.assign(new Error('Setting the value exceeded the quota.'), {
        name: 'QuotaExceededError',
      })
    },
    removeItem: (key: string) => void items.delete(key),
    items,
    size,
    limitTo: (characters: number) => {
      limit = characters
    },
  }
})()

// TensorFlow.js registers its handlers where it finds a window with a document
Object.assign(globalThis, {
  window: Object.assign(globalThis, { document: {}, localStorage: storage, fetch: () => {} }),
})
