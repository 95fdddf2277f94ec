import { describe, type Optimizer, optimizer } from '@momenta/core'

/**
 * An optimizer with trivial arithmetic, bound by memory bandwidth alone. It reads the gradient, the
 * parameters and `reads` − 2 slots, and writes the parameters and the first `writes` − 1 slots.
 */
export const roofline = (reads: number, writes: number): Optimizer => {
  const slots = Array.from({ length: reads - 2 }, (_, i) => `s${i}`)
  return optimizer(
    describe({
      name: 'roofline',
      slots: Object.fromEntries(slots.map((slot) => [slot, 'zeros' as const])),
      hyper: {},
      init: () => null,
      plan: (host) => ({ next: host, plan: { scalars: {} } }),
      body: (x, { updates: u, slots: s }) => {
        type A = typeof u
        const read = slots.map((slot) => s[slot] as A)
        const sum = read.reduce((total, slot) => x.add(total, slot), u)
        const written = read.map((slot, i) => (i < writes - 1 ? x.add(slot, u) : slot))
        return {
          updates: sum,
          slots: Object.fromEntries(slots.map((slot, i) => [slot, written[i] as A])),
        }
      },
    }),
  )
}
