import { type Description, dictionary, type Plan } from '@momenta/core'
import type { Segment } from '@momenta/core/program'
import { runWhole } from '../definition/runWhole.js'
import type { Kernel, Place } from './kernelOf.js'

const isArray = (value: Float64Array | undefined): value is Float64Array => value !== undefined

/**
 * The kernel of a part that computes with whole leaves, for one plan and leaf. It writes only to
 * other arrays than it reads, because its segment is never the last.
 */
export const wholeKernel = (
  description: Description,
  plan: Plan,
  shape: readonly number[],
  { rebinds, bindsUpdates }: Segment,
): Kernel => {
  const names = Object.keys(description.slots)
  const { read = [], more = [] } = plan
  const binds = rebinds && !bindsUpdates
  const slots = (kind: 'slot' | 'into') =>
    names.map((_, index): Place => ({ kind, part: 0, index }))
  return {
    loads: [
      { kind: 'updates' },
      { kind: 'params' },
      { kind: 'grads' },
      ...slots('slot'),
      ...read.map((_, index): Place => ({ kind: 'entry', part: 0, index })),
      ...more.map((name): Place => ({ kind: 'more', name })),
    ],
    stores: [
      { kind: 'out' },
      ...(binds ? [{ kind: 'bound' } as const] : []),
      ...slots('into'),
      ...(plan.write === undefined ? [] : [{ kind: 'spare', part: 0, index: 0 } as const]),
    ],
    run: (_, loads, stores) => {
      const [updates, params, grads, ...state] = loads as readonly Float64Array[]
      const part = {
        description,
        plan,
        slots: dictionary(names.map((name, i) => [name, state[i] as Float64Array] as const)),
        entries: state.slice(names.length, names.length + read.length),
      }
      const companions = state.slice(names.length + read.length)
      const own = dictionary(more.map((name, i) => [name, companions[i] as Float64Array] as const))
      const input = { shape, updates, params, grads, more: own } as Parameters<typeof runWhole>[1]
      const out = runWhole([part], input)
      const { slots: made, entry } = out.outputs[0] as (typeof out.outputs)[number]
      const results = [
        out.updates,
        binds ? out.grads : undefined,
        ...names.map((name) => made[name]),
        plan.write === undefined ? undefined : entry,
      ].filter(isArray)
      results.forEach((values, i) => {
        ;(stores[i] as Float64Array).set(values)
      })
    },
  }
}
