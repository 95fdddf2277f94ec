import { dictionary, runLeaf } from '@momenta/core'
import { numbers } from '../arithmetic/numbers.js'
import type { Kernel, LeafState, Shape } from './Kernel.js'

/** The same kernel without making code, for pages whose policy forbids that: slow, the same bits. */
export const interpretedKernel = ({ parts, last }: Shape): Kernel => {
  const slotNames = parts.map(({ slots }) => Object.keys(slots))
  const rebinds = parts.some((part) => part.rebinds)
  return ({ u, p, g, out, rebound }, states, plans) => {
    for (let i = 0; i < p.length; i++) {
      const element = runLeaf(
        numbers,
        parts.map((description, k) => ({
          description,
          plan: plans[k] as Shape['plans'][number],
          slots: dictionary(
            (slotNames[k] ?? []).map((slot, j) => [slot, states[k]?.slots[j]?.[i] as number]),
          ),
          entries: (plans[k]?.read ?? []).map((slot) => states[k]?.buffers[slot]?.[i] as number),
        })),
        { updates: u[i] as number, params: p[i] as number, grads: g[i] as number },
      )
      element.outs.forEach(({ slots: s, entry }, k) => {
        const { into, spare } = states[k] as LeafState
        slotNames[k]?.forEach((slot, j) => {
          ;(into[j] as Float64Array)[i] = s[slot] as number
        })
        if (plans[k]?.write !== undefined && entry !== undefined) spare[i] = entry
      })
      if (rebinds) rebound[i] = element.grads
      out[i] = last ? (p[i] as number) + element.updates : element.updates
    }
  }
}
