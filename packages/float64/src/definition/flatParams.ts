import { show } from '@momenta/core'
import { type Flat, flatten } from '@momenta/tree'

/** Whether a node of a tree is a leaf, that is, a Float64Array. */
export const isArray = (node: unknown): node is Float64Array => node instanceof Float64Array

/** The name of leaves in errors. */
const arraysAre = 'leaves of type Float64Array (tensors are for eager and fused)'

/** Flattens parameters; throws if there are none or two have the same name. */
export const flatParams = (who: string, params: unknown): Flat<Float64Array> => {
  const flat = flatten(who, params, isArray, arraysAre)
  if (flat.leaves.length === 0)
    throw new TypeError(`${who}: the parameters must hold at least one Float64Array, got none`)
  const names = new Set<string>()
  for (const name of flat.names) {
    // State is keyed by name: two leaves of one name would share it.
    if (names.has(name))
      throw new TypeError(
        `${who}: each parameter must have a unique name, got ${show(name)} twice; a key that contains '/' looks like a path`,
      )
    names.add(name)
  }
  return flat
}
