import { flatten, leavesLike, mapTree } from '@momenta/tree'
import fc from 'fast-check'
import t from 'tap'

const isNumber = (node: unknown): node is number => typeof node === 'number'

t.test(
  'flatten goes depth first, lists by index and records in the order of their keys',
  async (t) => {
    const { leaves, names } = flatten('who', { b: 1, a: [2, { c: 3 }] }, isNumber)
    t.same(leaves, [1, 2, 3])
    t.same(names, ['b', 'a/0', 'a/1/c'])
  },
)

t.test('a tree that is one leaf has the empty name', async (t) => {
  const flat = flatten('who', 7, isNumber)
  t.same(flat.names, [''])
  t.equal(flat.rebuild(['x']), 'x')
})

t.test('rebuild restores the shape with any leaves', async (t) => {
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      fc.integer(),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('tree')),
    ),
  }))
  await fc.assert(
    fc.property(tree as fc.Arbitrary<unknown>, (node) => {
      const flat = flatten('who', node, isNumber)
      t.same(flat.rebuild(flat.leaves), node)
      t.same(
        mapTree(
          mapTree(node, isNumber, (n) => n + 1),
          isNumber,
          (n) => (n as number) - 1,
        ),
        node,
      )
    }),
    { numRuns: 50 },
  )
})

t.test('mapTree passes the name of each leaf', async (t) => {
  t.same(
    mapTree({ a: 1, b: [2] }, isNumber, (n, name) => `${name}=${n}`),
    { a: 'a=1', b: ['b/0=2'] },
  )
})

t.test('leavesLike matches by name and not by order', async (t) => {
  const like = flatten('who', { a: 1, b: { c: 2 } }, isNumber)
  t.same(leavesLike('who', { b: { c: 20 }, a: 10 }, like, isNumber), [10, 20])
})

t.test('a missing leaf, one too many and a strange node are named', async (t) => {
  const like = flatten('who', { a: 1, b: 2 }, isNumber)
  t.throws(() => leavesLike('step: the gradients', { a: 1 }, like, isNumber), {
    message:
      "step: the gradients must have the leaves of the parameters [a, b], got [a]: 'b' is missing",
  })
  t.throws(() => leavesLike('step: the gradients', { a: 1, b: 2, c: 3 }, like, isNumber), {
    message:
      "step: the gradients must have the leaves of the parameters [a, b], got [a, b, c]: 'c' is not one of them",
  })
  t.throws(() => flatten('init', { w: [new Map()] }, isNumber), {
    message: "init: a tree holds leaves, lists and plain records, got Map at 'w/0'",
  })
  t.throws(() => flatten('init', { w: null }, isNumber), { message: /got null at 'w'/ })
})
