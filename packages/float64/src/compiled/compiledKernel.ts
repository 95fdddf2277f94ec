import type { Lift, Scalars } from '@momenta/core'
import { graph, type Value } from './Graph.js'
import type { Kernel, Shape } from './Kernel.js'

/**
 * Writes a kernel as JavaScript: every body once, symbolically, then a loop over the elements.
 *
 * @throws EvalError where code may not be made at run time.
 */
export const compiledKernel = ({ parts, plans, last }: Shape): Kernel => {
  const { x, statements } = graph()
  const heads: string[] = []
  const loads: string[] = ['const u = U[i], p = P[i], g = G[i]']
  const stores: string[] = []
  let u: Value = 'u'
  let g: Value = 'g'
  parts.forEach(({ slots, body, rebinds }, i) => {
    const { k, how, read = [], write } = plans[i] as Shape['plans'][number]
    const scalars = Object.entries(k).map(([name, n]) => {
      const at = `k${i}_${name}`
      if (typeof n === 'number') {
        heads.push(`const ${at} = plans[${i}].k.${name}`)
        return [name, at] as const
      }
      return [
        name,
        n.map((_, j) => {
          heads.push(`const ${at}_${j} = plans[${i}].k.${name}[${j}]`)
          return `${at}_${j}`
        }),
      ] as const
    })
    const own = Object.keys(slots).map((slot) => {
      heads.push(`const S${i}_${slot} = states[${i}].slots.${slot}`)
      loads.push(`const s${i}_${slot} = S${i}_${slot}[i]`)
      return [slot, `s${i}_${slot}`] as const
    })
    const e = read.map((_, j) => {
      heads.push(`const E${i}_${j} = states[${i}].bank[plans[${i}].read[${j}]]`)
      loads.push(`const e${i}_${j} = E${i}_${j}[i]`)
      return `e${i}_${j}`
    })
    const out = body<Value>(x, {
      u,
      p: 'p',
      g,
      s: Object.fromEntries(own),
      e,
      k: Object.fromEntries(scalars) as Lift<Scalars, Value>,
      how,
    })
    u = out.u
    if (rebinds) g = u
    for (const [slot, name] of own)
      if (out.s[slot] !== name) stores.push(`S${i}_${slot}[i] = ${out.s[slot]}`)
    if (write !== undefined && out.entry !== undefined) {
      heads.push(`const W${i} = states[${i}].bank[plans[${i}].write]`)
      stores.push(`W${i}[i] = ${out.entry}`)
    }
  })
  if (g !== 'g') stores.push(`R[i] = ${g}`)
  stores.push(last ? `O[i] = p + ${u}` : `O[i] = ${u}`)
  const source = `const { u: U, p: P, g: G, out: O, rebound: R } = arrays
${heads.join('\n')}
for (let i = 0, n = P.length; i < n; i++) {
${[...loads, ...statements, ...stores].join('\n')}
}`
  return new Function('arrays', 'states', 'plans', source) as Kernel
}
