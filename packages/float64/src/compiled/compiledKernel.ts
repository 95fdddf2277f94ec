import { dictionary, type Lift, type Scalars } from '@momenta/core'
import { graph, type Value } from './Graph.js'
import type { Kernel, LeafArrays, LeafState, Shape } from './Kernel.js'

type Made = (
  arrays: LeafArrays,
  states: readonly LeafState[],
  plans: Shape['plans'],
  names: readonly string[],
) => void

/**
 * Writes a kernel as JavaScript: every body once, symbolically, then a loop over the elements. Names of slots and scalars are handed
 * to the code as data and never stand in it, so they may be any text.
 *
 * @throws EvalError where code may not be made at run time.
 */
export const compiledKernel = ({ parts, plans, last }: Shape): Kernel => {
  const { x, statements } = graph()
  const names: string[] = []
  const heads: string[] = []
  const loads: string[] = ['const u = U[i], p = P[i], g = G[i]']
  const stores: string[] = []
  let u: Value = 'u'
  let g: Value = 'g'
  parts.forEach(({ slots, body, rebinds }, i) => {
    const { scalars: k, variant = {}, read = [], write } = plans[i] as Shape['plans'][number]
    const scalars = Object.keys(k).map((name): [string, Value | Value[]] => {
      const n = k[name] as number | readonly number[]
      const at = `k${names.length}`
      const source = `plans[${i}].scalars[names[${names.length}]]`
      names.push(name)
      heads.push(`const ${at} = ${source}`)
      if (typeof n === 'number') return [name, at]
      return [
        name,
        n.map((_, j) => {
          heads.push(`const ${at}_${j} = ${at}[${j}]`)
          return `${at}_${j}`
        }),
      ]
    })
    const own = Object.keys(slots).map((slot, j): [string, Value] => {
      heads.push(
        `const S${i}_${j} = states[${i}].slots[${j}], N${i}_${j} = states[${i}].into[${j}]`,
      )
      loads.push(`const s${i}_${j} = S${i}_${j}[i]`)
      return [slot, `s${i}_${j}`]
    })
    const e = read.map((_, j) => {
      heads.push(`const E${i}_${j} = states[${i}].buffers[plans[${i}].read[${j}]]`)
      loads.push(`const e${i}_${j} = E${i}_${j}[i]`)
      return `e${i}_${j}`
    })
    const out = body<Value>(x, {
      updates: u,
      params: 'p',
      grads: g,
      slots: dictionary(own),
      entries: e,
      scalars: dictionary(scalars) as Lift<Scalars, Value>,
      variant,
    })
    u = out.updates
    if (rebinds) g = u
    own.forEach(([slot, name], j) => {
      // In place, a slot that stays needs no store.
      if (!last || out.slots[slot] !== name) stores.push(`N${i}_${j}[i] = ${out.slots[slot]}`)
    })
    if (write !== undefined && out.entry !== undefined) {
      heads.push(`const W${i} = states[${i}].spare`)
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
  const run = new Function('arrays', 'states', 'plans', 'names', source) as Made
  return (arrays, states, plans) => run(arrays, states, plans, names)
}
