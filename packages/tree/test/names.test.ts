import { flatten, leavesLike, mapTree } from '@momenta/tree'
import t from 'tap'

const isNumber = (node: unknown): node is number => typeof node === 'number'
const reserved = ['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty', 'length']

/** A record with just these names, `__proto__` too, as JSON.parse makes it. */
const record = (names: readonly string[]): Record<string, number> =>
  JSON.parse(`{${names.map((name, i) => `${JSON.stringify(name)}: ${i}`).join()}}`)

t.test('leaves may have the names of members of Object', async (t) => {
  const tree = { in: record(reserved), out: [record(reserved)] }
  const flat = flatten('who', tree, isNumber)
  t.same(flat.leaves, [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5])
  const doubled = mapTree(tree, isNumber, (n) => 2 * n) as typeof tree
  for (const [i, name] of reserved.entries()) {
    t.ok(Object.hasOwn(doubled.in, name), name)
    t.equal(doubled.in[name], 2 * i)
  }
  t.equal(Object.getPrototypeOf(doubled.in), Object.prototype)
  const turned = { out: [record(reserved)], in: record([...reserved].reverse()) }
  t.same(leavesLike('who', turned, flat, isNumber), [5, 4, 3, 2, 1, 0, 0, 1, 2, 3, 4, 5])
})

t.test(
  'a gradient without a leaf that has the name of a member of Object is an error',
  async (t) => {
    const flat = flatten('who', record(reserved), isNumber)
    t.throws(() => leavesLike('step: the gradients', {}, flat, isNumber), {
      message: /'constructor' is missing/,
    })
  },
)

t.test('records without a prototype and with a constructor of their own are records', async (t) => {
  const bare = Object.assign(Object.create(null), { constructor: 1 })
  t.same(flatten('who', { bare }, isNumber).names, ['bare/constructor'])
  class Layer {
    readonly kernel = 1
  }
  t.throws(() => flatten('init', { a: new Layer() }, isNumber, 'tensors'), {
    name: 'TypeError',
    message: "init: a tree holds tensors, lists and plain records, got Layer at 'a'",
  })
  t.throws(() => flatten('init', { a: Object.create(Object.create(null)) }, isNumber), {
    message: /got object at 'a'/,
  })
})

t.test('two leaves whose paths join to one name are errors, and only those', async (t) => {
  t.throws(() => flatten('init', { 'a/b': 1, a: { b: 2 } }, isNumber), {
    name: 'TypeError',
    message:
      "init: each parameter must have a unique name, got 'a/b' twice; a key that contains '/' looks like a path",
  })
  t.same(flatten('init', { 'a/b': 1, a: { c: 2 } }, isNumber).names, ['a/b', 'a/c'])
  const like = flatten('who', { 'a/b': 1 }, isNumber)
  t.throws(() => leavesLike('step: the gradients', { 'a/b': 1, a: { b: 2 } }, like, isNumber), {
    message: /got 'a\/b' twice/,
  })
  const lines = flatten('who', { 'a\nb': 1, a: 2, b: 3 }, isNumber)
  t.same(lines.names, ['a\nb', 'a', 'b'])
})

t.test('holes in a list are errors', async (t) => {
  const list = [1, 2, 3]
  delete list[1]
  t.throws(() => flatten('init', { w: list }, isNumber), { message: /got undefined at 'w\/1'/ })
})

t.test('trees are at most 1000 deep; one that contains itself is an error', async (t) => {
  const nested = (depth: number): unknown => {
    let tree: unknown = 7
    for (let i = 0; i < depth; i++) tree = i % 2 === 0 ? { a: tree } : [tree]
    return tree
  }
  const flat = flatten('who', nested(1000), isNumber)
  t.same(flat.leaves, [7])
  t.same(flatten('who', flat.rebuild([7]), isNumber).names, flat.names)
  t.throws(() => flatten('init', nested(1001), isNumber), {
    name: 'TypeError',
    message: /^init: a tree must be nested at most 1000 deep/,
  })
  const knot: { self?: unknown } = {}
  knot.self = knot
  t.throws(() => flatten('init', knot, isNumber), { message: /does it contain itself\?$/ })
})

t.test('130,000 leaves go there and back, and an error lists a few of them', async (t) => {
  const names = Array.from({ length: 130_000 }, (_, i) => `w${i}`)
  const tree = record(names)
  const flat = flatten('who', tree, isNumber)
  t.equal(flat.leaves.length, 130_000)
  t.equal((flat.rebuild(flat.leaves) as typeof tree).w129999, 129_999)
  t.throws(() => leavesLike('step: the gradients', { w0: 1 }, flat, isNumber), {
    message:
      "step: the gradients must have the leaves of the parameters [w0, w1, w2, w3, w4, w5, w6, w7, and 129992 more], got [w0]: 'w1' is missing",
  })
})
