import type { Transform } from '@momenta/core'
import * as all from '@momenta/transforms'
import t from 'tap'
import { begun, stepped } from './walked.js'

/** Numbers of a host state that are non-negative integers at first, and not later. */
const changed = (first: unknown, later: unknown): boolean => {
  if (typeof first === 'number')
    return Number.isSafeInteger(first) && first >= 0 && !Number.isSafeInteger(later)
  if (typeof first !== 'object' || first === null) return false
  return Object.entries(first).some(([name, value]) =>
    changed(value, (later as { readonly [name: string]: unknown })[name]),
  )
}

t.test('what is a non-negative integer at first stays one, as a load requires', async (t) => {
  let count = 0
  for (const [name, value] of Object.entries(all)) {
    const { example } = value as { readonly example?: () => unknown }
    const transform = example?.() as Transform | undefined
    if (!Array.isArray(transform)) continue
    count += 1
    const first = begun(transform, [1, 2])
    const later = [
      [1, 0.5],
      [0.25, 3],
    ].reduce((from, g) => stepped(transform, from, g), first)
    for (const [i, { host }] of first.state.parts.entries())
      t.notOk(changed(host, later.state.parts[i]?.host), name)
  }
  t.ok(count > 50, `${count} transforms`)
})
