import { dictionary, type Host, mapDictionary, type PartState } from '@momenta/core'
import type { PartLeafStates } from './LeafState.js'

const copyHost = (host: Host): Host =>
  Array.isArray(host)
    ? host.map(copyHost)
    : typeof host === 'object' && host !== null
      ? mapDictionary(host as { readonly [name: string]: Host }, copyHost)
      : host

/** Copies the state of a part of a run. */
export const copyPart = (
  slots: readonly string[],
  { host, hyper }: Pick<PartState<unknown>, 'host' | 'hyper'>,
  leaves: PartLeafStates,
): PartState<Float64Array> => ({
  host: copyHost(host),
  hyper,
  slots: dictionary(
    slots.map((slot, j) => [
      slot,
      mapDictionary(leaves, (leaf) => Float64Array.from(leaf.slots[j] as Float64Array)),
    ]),
  ),
  buffers: mapDictionary(leaves, ({ entries }) => entries.map((entry) => Float64Array.from(entry))),
})
