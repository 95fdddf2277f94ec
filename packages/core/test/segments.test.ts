import type { Transform } from '@momenta/core'
import { type Norms, seenBy, segmentsOf } from '@momenta/core/program'
import t from 'tap'

type Part = {
  readonly needs?: readonly ('grads' | 'updates' | 'params' | 'finite' | 'value')[]
  readonly rebinds?: boolean
  readonly only?: (name: string) => boolean
}
/** What is measured depends on these fields alone. */
const chainOf = (...parts: readonly Part[]) => parts as unknown as Transform
/**
 * Per segment: its parts, and g, u, p for norms of gradients, updates and parameters that are
 * measured before it.
 */
const measured = (...parts: readonly Part[]) =>
  segmentsOf(chainOf(...parts)).map(
    ({ from, to, measures }) => `${from}-${to} ${measures.map(([first]) => first).join('')}`,
  )
const cuts = (...parts: readonly Part[]) =>
  segmentsOf(chainOf(...parts)).map(({ from, to }) => [from, to])

const updates: Part = { needs: ['updates'] }
const grads: Part = { needs: ['grads'] }
const finite: Part = { needs: ['finite'] }
const rebinds: Part = { rebinds: true }

t.test('only measurements that a part needs are made', async (t) => {
  t.same(measured({}, {}), ['0-2 '])
  t.same(measured(), ['0-0 '])
})

t.test('gradients are measured once, before anything', async (t) => {
  t.same(measured({}, grads, grads), ['0-3 g'])
  t.same(measured(grads, updates, grads), ['0-1 g', '1-3 u'])
})

t.test('at the beginning of a chain the updates are the gradients', async (t) => {
  t.same(measured(updates), ['0-1 g'])
  t.same(measured({}, updates), ['0-1 ', '1-2 u'])
  t.same(measured(updates, updates), ['0-1 g', '1-2 u'])
})

t.test('parameters are measured once', async (t) => {
  const both: Part = { needs: ['updates', 'params'] }
  t.same(measured(both, both), ['0-1 gp', '1-2 u'])
  t.same(measured({}, updates, { needs: ['params'] }), ['0-1 ', '1-3 up'])
})

t.test('whether a step is finite is a property of the raw gradients, at any part', async (t) => {
  t.same(measured({}, finite), ['0-2 g'])
  t.same(measured({}, updates, finite), ['0-1 g', '1-3 u'])
})

t.test('after a part that rebinds, the gradients are measured again', async (t) => {
  t.same(measured(grads, rebinds, grads), ['0-2 g', '2-3 g'])
  t.same(measured(rebinds, grads), ['0-1 ', '1-2 g'])
  t.same(measured(rebinds, finite), ['0-1 g', '1-2 g'])
  // directly after it they are the updates
  t.same(measured(rebinds, updates), ['0-1 ', '1-2 g'])
  t.same(measured(rebinds, {}, updates), ['0-2 ', '2-3 u'])
  t.same(measured({ ...rebinds, only: () => true }, updates), ['0-1 ', '1-2 u'])
  // the cut after the first also serves the second
  t.same(measured(rebinds, grads, grads), ['0-1 ', '1-3 g'])
})

t.test('a chain is split where updates or rebound gradients are measured', async (t) => {
  t.same(cuts(), [[0, 0]])
  t.same(cuts(updates), [[0, 1]])
  t.same(cuts({}, updates, {}, updates), [
    [0, 1],
    [1, 3],
    [3, 4],
  ])
  t.same(cuts(rebinds, { needs: ['params'] }), [[0, 2]])
  t.same(cuts(rebinds, {}, finite), [
    [0, 2],
    [2, 3],
  ])
})

t.test('a part gets the measurements that it needs, of its own leaves', async (t) => {
  const norms: Norms = {
    grads: [1, 2, 3],
    updates: [4, 5, 6],
    params: [7, 8, 9],
    finite: false,
    rawFinite: false,
    value: 5,
    more: ['hessian'],
  }
  const seen = (part: Part) =>
    seenBy(part as unknown as Transform[number], [2, 0], ['a', 'c'], norms)
  const blind = {
    grads: [],
    updates: [],
    params: [],
    sums: {},
    maxima: {},
    value: Number.NaN,
    more: ['hessian'],
    leaves: 2,
    names: ['a', 'c'],
    finite: true,
    rawFinite: true,
  }
  t.same(seen({}), blind)
  t.same(seen(grads), { ...blind, grads: [3, 1] })
  t.same(seen(updates), { ...blind, updates: [6, 4] })
  t.same(seen({ needs: ['params'] }), { ...blind, params: [9, 7] })
  t.same(seen({ needs: ['value'] }), { ...blind, value: 5 })
  t.same(seen(finite), { ...blind, finite: false, rawFinite: false })
  const bound = { ...norms, rawFinite: true }
  const part = finite as unknown as Transform[number]
  t.match(seenBy(part, [2, 0], ['a', 'c'], bound), { finite: false, rawFinite: true })
})

t.test('the last segment of a chain, and only that, is the last', async (t) => {
  const lastOf = (...parts: readonly Part[]) =>
    segmentsOf(chainOf(...parts)).map(({ last }) => last)
  t.same(lastOf({}), [true])
  t.same(lastOf({}, { needs: ['updates'] }, { needs: ['updates'] }), [false, false, true])
})
