import { runLeaf } from '@momenta/core'
import { numbers } from '../arithmetic/numbers.js'
import type { Kernel, Shape } from './Kernel.js'

/** The same kernel without making code, for pages whose policy forbids that: slow, the same bits. */
export const interpretedKernel =
  ({ parts, last }: Shape): Kernel =>
  ({ u, p, g, out, rebound }, states, plans) => {
    for (let i = 0; i < p.length; i++) {
      const element = runLeaf(
        numbers,
        parts.map((description, k) => ({
          description,
          plan: plans[k] as Shape['plans'][number],
          slots: Object.fromEntries(
            Object.entries(states[k]?.slots ?? {}).map(([slot, leaf]) => [slot, leaf[i] as number]),
          ),
          entries: (plans[k]?.read ?? []).map((slot) => states[k]?.bank[slot]?.[i] as number),
        })),
        { u: u[i] as number, p: p[i] as number, g: g[i] as number },
      )
      element.outs.forEach(({ s, entry }, k) => {
        const { slots, bank } = states[k] as (typeof states)[number]
        for (const slot of Object.keys(slots)) (slots[slot] as Float64Array)[i] = s[slot] as number
        const write = plans[k]?.write
        if (write !== undefined && entry !== undefined) (bank[write] as Float64Array)[i] = entry
      })
      if (parts.some(({ rebinds }) => rebinds)) rebound[i] = element.g
      out[i] = last ? (p[i] as number) + element.u : element.u
    }
  }
