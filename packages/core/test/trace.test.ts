import { type Arithmetic, type Description, describe, type Plan } from '@momenta/core'
import { type Node, type Program, scalarsOf, trace } from '@momenta/core/program'
import t from 'tap'

type Input<A> = Parameters<Description['body']>[1] & { readonly updates: A }

/** A part with slots whose body is given. */
const part = (
  slots: Description['slots'],
  body: <A>(x: Arithmetic<A>, at: Input<A>) => { updates: A; slots: object; entry?: A },
): Description =>
  describe({
    name: 'part',
    slots,
    hyper: {},
    init: () => 0,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    body: body as never,
  })[0] as Description

const traced = (
  description: Description,
  plan: Partial<Plan> = {},
  { same = true, last = true } = {},
): Program =>
  trace({ parts: [{ description, plan: { scalars: {}, ...plan } as Plan }], same, last })

/** A node as an expression. */
const text = (node: Node | undefined): string => {
  switch (node?.kind) {
    case undefined:
      return 'none'
    case 'load':
      return `load ${node.index}`
    case 'scalar':
      return `scalar ${node.index}`
    case 'constant':
      return `${node.value}`
    case 'operation':
      return `${node.operation}(${node.operands.map(text).join(', ')})`
  }
}

const average = part({ mu: 'zeros' }, (x, { updates: u, slots, scalars }) => {
  const mu = x.add(x.mul(scalars.b as never, slots.mu as never), x.mul(scalars.rest as never, u))
  return { updates: mu, slots: { mu } }
})

t.test('at the end of a chain the stores are the slots and then the next parameters', async (t) => {
  const program = traced(average, { scalars: { b: 0.5, rest: 0.25 } })
  t.same(program.loads, [
    { kind: 'params' },
    { kind: 'grads' },
    { kind: 'slot', part: 0, index: 0 },
  ])
  const mu = 'add(mul(scalar 0, load 2), mul(scalar 1, load 1))'
  t.same(program.stores.map(text), [mu, `add(load 0, ${mu})`])
  t.same([program.updates, program.grads, program.params].map(text), [
    'none',
    'none',
    `add(load 0, ${mu})`,
  ])
  t.same(
    program.parts.map(({ slots }) => slots.map(text)),
    [[mu]],
  )
  // 3 loads, 2 scalars, 2 products, 2 sums, each once
  t.same(
    program.nodes.map(({ id }) => id),
    [0, 1, 2, 3, 4, 5, 6, 7, 8],
  )
  t.same(scalarsOf(program, [{ scalars: { b: 0.5, rest: 0.25 } } as Plan]), [0.5, 0.25])
})

t.test('within a chain the outputs are updates and gradients, and no parameters', async (t) => {
  const program = traced(average, { scalars: { b: 0.5, rest: 0.25 } }, { same: false, last: false })
  // the parameters are not read, so they are no load
  t.same(program.loads, [
    { kind: 'grads' },
    { kind: 'updates' },
    { kind: 'slot', part: 0, index: 0 },
  ])
  const mu = 'add(mul(scalar 0, load 2), mul(scalar 1, load 1))'
  t.same([program.updates, program.grads, program.params].map(text), [mu, 'load 0', 'none'])
  t.same(program.stores.map(text), [mu])
})

t.test('what no output needs is left out, and what remains is renumbered', async (t) => {
  const wasteful = part({ a: 'zeros', b: 'zeros' }, (x, { slots, scalars }) => {
    x.mul(slots.a as never, scalars.lost as never)
    const kept = x.mul(slots.b as never, scalars.kept as never)
    return { updates: kept, slots: { a: kept, b: kept } }
  })
  const program = traced(wasteful, { scalars: { lost: 1, kept: 2 } })
  t.same(program.loads, [{ kind: 'params' }, { kind: 'slot', part: 0, index: 1 }])
  t.same(program.scalars, [{ part: 0, name: 'kept', index: 0 }])
  // both slots are one store
  t.same(program.stores.map(text), ['mul(load 1, scalar 0)', 'add(load 0, mul(load 1, scalar 0))'])
  t.same(scalarsOf(program, [{ scalars: { lost: 1, kept: 2 } } as Plan]), [2])
})

t.test('each operation is recorded by its name, with its operands in order', async (t) => {
  const all = part({}, (x, { updates: u, params: p }) => {
    const pairs = [x.sub, x.mul, x.div, x.max, x.min].map((f) => f(u, p as never))
    const singles = [x.sqrt, x.abs, x.sign, x.neg].map((f) => f(u))
    return { updates: [...pairs, ...singles].reduce((sum, n) => x.add(sum, n)), slots: {} }
  })
  const names = traced(all).nodes.flatMap((node) =>
    node.kind === 'operation' ? [`${node.operation} ${node.operands.map(({ id }) => id)}`] : [],
  )
  t.same(names.slice(0, 9), [
    ...['sub 1,0', 'mul 1,0', 'div 1,0', 'max 1,0', 'min 1,0'],
    ...['sqrt 1', 'abs 1', 'sign 1', 'neg 1'],
  ])
  t.ok(names.slice(9).every((name) => name.startsWith('add ')))
  t.equal(names.length, 9 + 8 + 1)
})

t.test('equal computations are one node, but 0 and -0 are two constants', async (t) => {
  const twice = part({ zero: 'zeros', minus: 'zeros' }, (x, { updates: u }) => ({
    updates: x.add(x.mul(u, x.of(2)), x.mul(u, x.of(2))),
    slots: { zero: x.add(u, x.of(0)), minus: x.add(u, x.of(-0)) },
  }))
  const program = traced(twice)
  t.same(
    program.constants.map((n) => (Object.is(n, -0) ? '-0' : n)),
    [2, 0, '-0'],
  )
  t.equal(program.nodes.filter((node) => text(node) === 'mul(load 1, 2)').length, 1)
  // a product of constants would be uniform, one with the updates is not
  t.same(program.nodes.filter(({ uniform }) => uniform).map(text), ['2', '0', '0'])
})

t.test(
  'lists of scalars and entries are read by index; an entry is stored if one is written',
  async (t) => {
    const remembering = part({}, (x, { updates: u, entries, scalars }) => ({
      updates: (entries as readonly (typeof u)[])
        .map((entry, i) => x.mul((scalars.weights as readonly (typeof u)[])[i] as typeof u, entry))
        .reduce((sum, n) => x.add(sum, n)),
      slots: {},
      entry: x.neg(u),
    }))
    const plan = { scalars: { weights: [0.5, 0.25] }, read: [3, 1] }
    const written = traced(remembering, { ...plan, write: 0 })
    t.same(written.loads.slice(2), [
      { kind: 'entry', part: 0, index: 0 },
      { kind: 'entry', part: 0, index: 1 },
    ])
    t.same(written.scalars, [
      { part: 0, name: 'weights', index: 0 },
      { part: 0, name: 'weights', index: 1 },
    ])
    t.equal(text(written.parts[0]?.entry), 'neg(load 1)')
    t.same(scalarsOf(written, [plan as Plan]), [0.5, 0.25])
    const dropped = traced(remembering, plan)
    t.equal(dropped.parts[0]?.entry, undefined)
    t.equal(dropped.stores.length, 1)
  },
)
