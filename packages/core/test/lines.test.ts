import { describeWhole, type WholeArithmetic } from '@momenta/core'
import { javascriptLines, type LinePass, linesOf, reduceAxes } from '@momenta/core/program'
import t from 'tap'

type Leaf = <A>(x: WholeArithmetic<A>, u: A) => A

const part = (leaf: Leaf) =>
  describeWhole({
    name: 'part',
    slots: {},
    hyper: {},
    init: () => null,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    leaf: (x, { updates }) => ({ updates: leaf(x, updates), slots: {} }),
  })[0] as ReturnType<typeof describeWhole>[number]

const plan = { scalars: {} }

/** u/√(r c) with the means r and c of the squares of rows and columns. */
const factored: Leaf = (x, u) => {
  const q = x.mul(u, u)
  return x.div(u, x.mul(x.sqrt(x.meanOver(q, [0])), x.sqrt(x.meanOver(q, [1]))))
}

const sizeOf = (shape: readonly number[]) => shape.reduce((size, length) => size * length, 1)

/** Runs all passes in float64; returns the updates. */
const run = (leaf: Leaf, shape: readonly number[], u: Float64Array) => {
  const program = linesOf(part(leaf), plan, shape)
  if (program?.updates.kind !== 'value') throw new Error('no passes')
  const values = program.values.map((own) => new Float64Array(sizeOf(own)))
  for (const pass of program.passes) {
    const at = ({ value }: { readonly value: number }) => values[value] as Float64Array
    const loads = pass.loads.map(({ source }) => (source.kind === 'value' ? at(source) : u))
    javascriptLines(pass, 'float64')([], loads, pass.stores.map(at), pass.reductions.map(at))
  }
  return [...(values[program.updates.value] as Float64Array)]
}

t.test('rows and columns take one pass for their means, one for the updates', async (t) => {
  const passes = linesOf(part(factored), plan, [5, 3])?.passes as readonly LinePass[]
  t.same(
    passes.map(({ shape, reductions, stores }) => [shape, reductions.length, stores.length]),
    [
      [[5, 3], 2, 0],
      [[1, 3], 0, 1],
      [[5, 1], 0, 1],
      [[5, 3], 0, 1],
    ],
  )
  const u = Float64Array.of(3, -4, 3, 4)
  t.same(run(factored, [2, 2], u), [
    ...[3 / (Math.sqrt(9) * Math.sqrt(12.5)), -4 / (Math.sqrt(16) * Math.sqrt(12.5))],
    ...[3 / (Math.sqrt(9) * Math.sqrt(12.5)), 4 / (Math.sqrt(16) * Math.sqrt(12.5))],
  ])
})

t.test('a pass adds up in the order of reduceAxes, over any axes', async (t) => {
  const shapes = [[], [19], [3, 17], [17, 1], [1, 9], [2, 9, 3], [3, 1, 11], [2, 2, 3, 10]]
  for (const shape of shapes) {
    const size = sizeOf(shape)
    const u = Float64Array.from({ length: size }, (_, i) => Math.sin(i * i) * 10 ** (i % 7))
    for (let set = 1; set < 2 ** shape.length; set++) {
      const axes = shape.flatMap((_, axis) => ((set >> axis) & 1 ? axis : []))
      for (const by of ['sum', 'mean', 'maximum'] as const) {
        const name = ({ sum: 'sumOver', mean: 'meanOver', maximum: 'maxOver' } as const)[by]
        const reduced = reduceAxes(by, u, shape, axes)
        // the sum over no other axes broadcasts: 0 u + its reduction
        const got = run((x, a) => x.add(x.mul(x.of(0), a), x[name](a, axes)), shape, u)
        t.same([...new Set(got)].sort(), [...new Set(reduced)].sort(), `${by} ${shape} ${axes}`)
      }
    }
  }
})

t.test(
  'a reduction of a reduction, and of what it is combined with, are later passes',
  async (t) => {
    const centred: Leaf = (x, u) => {
      const off = x.sub(u, x.meanOver(u, [1]))
      return x.div(off, x.maxOver(x.sumOver(x.abs(off), [1]), [0]))
    }
    t.same(run(centred, [2, 2], Float64Array.of(1, 3, 0, 8)), [-0.125, 0.125, -0.5, 0.5])
  },
)

t.test('a part is traced once for each shape, and not if it multiplies matrices', async (t) => {
  const one = part(factored)
  t.equal(linesOf(one, plan, [2, 2]), linesOf(one, plan, [2, 2]))
  t.not(linesOf(one, plan, [2, 2]), linesOf(one, plan, [2, 3]))
  const gram = part((x, u) => x.matmul(u, u))
  t.equal(linesOf(gram, plan, [2, 2]), undefined)
})
