import { isTensor } from '../isTensor.js'

/** The first value in a tree that is neither a list nor a record; undefined if there is none. */
export const firstLeaf = (node: unknown): unknown => {
  if (typeof node !== 'object' || isTensor(node) || ArrayBuffer.isView(node)) return node
  for (const name in node) {
    const found = firstLeaf(node[name as keyof typeof node])
    if (found !== undefined) return found
  }
  return undefined
}
