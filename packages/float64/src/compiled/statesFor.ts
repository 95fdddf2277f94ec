import {
  dictionary,
  type Host,
  mapDictionary,
  type PartState,
  type State,
  type Transform,
} from '@momenta/core'
import type { LeafState } from './Kernel.js'

const copied = (leaf: Float64Array): Float64Array => Float64Array.from(leaf)

const none = new Float64Array(0)

/**
 * What each part keeps for each of its leaves, copied from a state.
 *
 * @param inPlaceFrom - The first part that writes over its slots; those before it write beside them.
 */
export const statesFor = (
  transform: Transform,
  { parts }: State<Float64Array>,
  inPlaceFrom: number,
): readonly { readonly [leaf: string]: LeafState }[] =>
  transform.map((description, i) => {
    const { slots, buffers } = parts[i] as (typeof parts)[number]
    const names = Object.keys(description.slots)
    return mapDictionary(buffers, (entries, leaf): LeafState => {
      const own = names.map((slot) => copied(slots[slot]?.[leaf] as Float64Array))
      const into = i >= inPlaceFrom ? own : own.map(({ length }) => new Float64Array(length))
      return { slots: own, into, buffers: entries.map(copied), spare: none }
    })
  })

const copiedHost = (host: Host): Host =>
  Array.isArray(host)
    ? host.map(copiedHost)
    : typeof host === 'object' && host !== null
      ? mapDictionary(host as { readonly [name: string]: Host }, copiedHost)
      : host

/** What a run keeps besides arrays: of each part its host state and its hyperparameters. */
interface Held {
  readonly step: number
  readonly hosts: readonly Host[]
  readonly hypers: readonly PartState<unknown>['hyper'][]
}

/** The state of a run, copied. */
export const stateOf = (
  transform: Transform,
  states: readonly { readonly [leaf: string]: LeafState }[],
  { step, hosts, hypers }: Held,
): State<Float64Array> => ({
  step,
  parts: hosts.map((host, i) => {
    const own = states[i] ?? {}
    const names = Object.keys(transform[i]?.slots ?? {})
    return {
      host: copiedHost(host),
      hyper: hypers[i] ?? {},
      slots: dictionary(
        names.map((slot, j) => [
          slot,
          mapDictionary(own, ({ slots }) => copied(slots[j] as Float64Array)),
        ]),
      ),
      buffers: mapDictionary(own, ({ buffers }) => buffers.map(copied)),
    }
  }),
})
