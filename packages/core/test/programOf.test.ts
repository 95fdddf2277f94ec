import { describe, type Plan, type Transform } from '@momenta/core'
import { layoutOf, programOf } from '@momenta/core/program'
import t from 'tap'

/** A chain of one part, and its program for a plan. */
const chosen = (name: string) => {
  const transform: Transform = describe({
    name,
    slots: {},
    hyper: {},
    init: () => 0,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    body: (_, { updates }) => ({ updates, slots: {}, entry: updates }),
  })
  return (plan: Partial<Plan>) => {
    const { segments } = layoutOf(transform, [{ name: 'w', shape: [2], size: 2 }])
    const [segment] = segments as [(typeof segments)[number]]
    const [group] = segment.groups as [(typeof segment.groups)[number]]
    return programOf(transform, segment, group, [{ scalars: {}, ...plan } as Plan])
  }
}

t.test('plans of one shape have one program, whatever their numbers are', async (t) => {
  const of = chosen('same')
  const first = of({ scalars: { a: 1, list: [1, 2] }, read: [0], write: 0, variant: { v: true } })
  const again = of({ scalars: { a: 5, list: [3, 4] }, read: [2], write: 7, variant: { v: true } })
  t.equal(again, first)
})

t.test('plans of other shapes have programs of their own, which come back', async (t) => {
  const of = chosen('others')
  const shapes: readonly Partial<Plan>[] = [
    { scalars: { a: 1 } },
    { scalars: { b: 1 } },
    { scalars: { a: 1, b: 1 } },
    { scalars: { a: [1] } },
    { scalars: { a: [1, 2] } },
    { scalars: { a: 1 }, read: [0] },
    { scalars: { a: 1 }, read: [0, 1] },
    { scalars: { a: 1 }, write: 0 },
    { scalars: { a: 1 }, variant: { v: true } },
    { scalars: { a: 1 }, variant: { v: false } },
  ]
  const programs = shapes.map(of)
  t.equal(new Set(programs).size, shapes.length)
  for (const i of [3, 0, 9, 5, 7, 1, 8, 2, 6, 4])
    t.equal(of(shapes[i] as Partial<Plan>), programs[i], `shape ${i}`)
})

t.test('an entry that is not stored is no output', async (t) => {
  const of = chosen('entry')
  t.equal(of({ write: 0 }).parts[0]?.entry?.kind, 'load')
  t.equal(of({}).parts[0]?.entry, undefined)
})
