import { type Flat, flatten } from '@momenta/tree'

const isLeaf = (node: unknown): node is object =>
  ArrayBuffer.isView(node) || typeof (node as { data?: unknown } | null)?.data === 'function'

/** The leaves of the parameters, tensors or typed arrays, with their names. */
export const leavesOf = (params: object): Flat<object> => flatten('monitor', params, isLeaf)
