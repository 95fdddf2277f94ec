import {
  type Contender,
  type Finished,
  type Outcome,
  type Task,
  tasks,
  type Work,
} from '@momenta/bench'
import { canonicalJson, keyOf } from '@momenta/bench-results'
import { quadratic, twoBasin } from '@momenta/bench-surfaces'
import { compile } from '@momenta/float64'
import { buildOptimizer } from '@momenta/optimizers'
import * as E from 'fp-ts/lib/Either.js'
import prand from 'pure-rand'
import t from 'tap'

// what no user of the package needs
const inner = <T>(name: string): Promise<T> =>
  import(new URL(`../dist/toy/${name}.js`, import.meta.url).href) as Promise<T>
const { toyTasks } = await inner<{ toyTasks: readonly Task[] }>('index')
const { claims } = await inner<typeof import('../dist/toy/claims.js')>('claims')
const { claimsOf } = await inner<typeof import('../dist/toy/claimsOf.js')>('claimsOf')
const { claimedDifference, verdictOf } = await inner<typeof import('../dist/toy/claim.js')>('claim')
const { allMethods, large, matchedFactor, small } =
  await inner<typeof import('../dist/toy/methods.js')>('methods')
const { search } = await inner<typeof import('../dist/toy/search.js')>('search')
const { meanLoss } = await inner<typeof import('../dist/toy/meanLoss.js')>('meanLoss')
const { balancedStarts } =
  await inner<typeof import('../dist/toy/balancedStarts.js')>('balancedStarts')
const { flatCoordinates } = await inner<typeof import('../dist/toy/twoBasins.js')>('twoBasins')
const { agreementOf } = await inner<typeof import('../dist/toy/agreementOf.js')>('agreementOf')

const idle = () => {}
const taskOf = ({ task }: Work): Task => toyTasks.find(({ name }) => name === task) as Task
const done = async (work: Work): Promise<Finished> => {
  const { values, data }: Outcome = await taskOf(work).run(work, idle)
  const written = data === undefined ? {} : { data: JSON.parse(canonicalJson(data)) }
  const read = taskOf(work).read({ values, ...written })
  // a task reads what it wrote
  if (E.isLeft(read)) throw new Error(read.left)
  return { work, metrics: [], ...read.right }
}
const escapeWorks = toyTasks
  .find(({ name }) => name === 'escape-ratio')
  ?.works({ preset: 'default' }) as readonly Work[]

/** The work on equation (8) that is asked for, with so many runs from either basin. */
const onBasins = (
  wanted: { readonly [name: string]: unknown },
  method: string,
  runs = 20,
): Work => {
  const work = escapeWorks.find(
    ({ config }) =>
      (config.contender as unknown as Contender).name === method &&
      Object.entries({ form: 'separable', capacity: 20, ...wanted }).every(
        ([name, value]) => config[name] === value,
      ),
  )
  if (work === undefined) throw new Error(`no work of ${method} with ${JSON.stringify(wanted)}`)
  return { ...work, config: { ...work.config, runs } }
}

t.test(
  'the toy tasks are in the report, and their works are pure, unique and plain JSON',
  async (t) => {
    for (const task of toyTasks) t.ok(tasks.includes(task), task.name)
    for (const preset of ['quick', 'default', 'full'] as const) {
      const works = toyTasks.flatMap((task) => task.works({ preset }))
      t.same(
        toyTasks.flatMap((task) => task.works({ preset })),
        works,
      )
      const keys = works.map(({ task, config, seed }) =>
        keyOf({ config: { task, ...config }, seed, code: '' }),
      )
      t.equal(new Set(keys).size, works.length, `${preset}: no work twice`)
      t.same(JSON.parse(JSON.stringify(works)), works)
      t.ok(works.every(({ cost }) => cost > 0))
    }
  },
)

t.test(
  'default gives every method at least 20 starts, quick is a fraction of its cost',
  async (t) => {
    const of = (preset: 'quick' | 'default') => toyTasks.flatMap((task) => task.works({ preset }))
    const cost = (works: readonly Work[]) => works.reduce((sum, work) => sum + work.cost, 0)
    for (const { config, label } of of('default').filter(({ config }) => config.runs !== undefined))
      if (Number(config.runs) < 20) t.fail(`${label}: ${config.runs} starts`)
    t.ok(cost(of('quick')) < cost(of('default')) / 10)
  },
)

t.test('contenders and seeds of the command line are those of the works, each once', async (t) => {
  const contenders = [{ name: 'mine', spec: { base: { name: 'sgd' } } }] as const
  for (const task of toyTasks.filter(({ name }) => name !== 'gradient-cancellation')) {
    const works = task.works({ preset: 'default', contenders, seeds: 3 })
    t.ok(works.length > 0)
    t.ok(works.every(({ config }) => (config.contender as unknown as Contender).name === 'mine'))
    t.ok(works.every(({ config }) => config.runs === undefined || config.runs === 3))
    t.equal(new Set(works.map(({ config }) => JSON.stringify(config))).size, works.length)
  }
})

t.test('every task compares the five methods with the five controls', async (t) => {
  const names = allMethods(large).map(({ name }) => name)
  t.equal(names.length, 10)
  for (const task of toyTasks.filter(({ name }) => name !== 'gradient-cancellation')) {
    const works = task.works({ preset: 'quick' })
    const own = works.map(({ config }) => (config.contender as unknown as Contender).name)
    t.same(new Set(own), new Set(names), task.name)
  }
})

t.test('a work answers the same twice', async (t) => {
  for (const task of toyTasks) {
    const works = task.works({ preset: 'quick', seeds: 2 })
    const work = works[Math.floor(works.length / 2)] as Work
    const first = await task.run(work, idle)
    t.same(await task.run(work, idle), first, task.name)
    t.same(JSON.parse(JSON.stringify(first.data ?? null)), first.data ?? null, 'and it is JSON')
  }
})

t.test(
  'starts are balanced over the basins where both can be met, and lie in the basin they are said to',
  async (t) => {
    const flat = (x: readonly number[]) => flatCoordinates('separable', 100, x).every(Boolean)
    const { sharp, flat: level } = balancedStarts(1, 20, 1, flat)
    t.equal(sharp.length, 20)
    t.equal(level.length, 20)
    // √100 / (1 + √100) = 10/11: beyond it lies the sharp basin
    t.ok(sharp.every(([x]) => (x as number) > 10 / 11 && (x as number) <= 1))
    t.ok(level.every(([x]) => (x as number) <= 10 / 11 && (x as number) >= -1))
    const never = balancedStarts(1, 20, 2, () => true)
    t.same([never.sharp.length, never.flat.length], [0, 20])
  },
)

t.test('flat coordinates are those where the flat branch of f is the lower one', async (t) => {
  for (const s of [1, 5, 100])
    for (const x of [-1, -0.3, 0.2, 0.45, 0.55, 0.85, 0.95, 1.05]) {
      const surface = twoBasin({ dim: 1, sharpness: s })
      t.equal(
        flatCoordinates('separable', s, [x])[0],
        surface.value([x]) === x * x,
        `s ${s} x ${x}`,
      )
    }
  // ‖x‖² = 1.62 and s‖x - 1‖² = 0.04: sharp, though each form has its own answer for (1, 0)
  t.same(flatCoordinates('joint', 2, [0.9, 0.9]), [false])
  t.same(flatCoordinates('separable', 2, [1, 0]), [false, true])
  t.same(flatCoordinates('joint', 2, [1, 0]), [true])
})

t.test(
  'Adam never leaves a basin of equation (8), at α = 0.01 no method without SAM does',
  async (t) => {
    for (const method of ['Adam', 'Adam+CG', 'Adam+CM', 'CM, no entries'])
      for (const sharpness of [5, 20, 100]) {
        const { values } = await done(onBasins({ learningRate: 0.01, sharpness, dim: 1 }, method))
        t.match(
          values,
          { couldEscape: 20, escaped: 0, couldFall: 20, fell: 0, diverged: 0 },
          method,
        )
      }
    for (const sharpness of [1, 20, 100]) {
      const { values } = await done(onBasins({ learningRate: 0.1, sharpness, dim: 1 }, 'Adam'))
      t.match(values, { escaped: 0, fell: 0 })
    }
  },
)

t.test(
  'Adam+CM, C = 20, λ = 0.99, α = 0.1 leaves every sharp basin with s ≥ 20 (20 of 20 in the reference)',
  async (t) => {
    for (const sharpness of [20, 50, 100]) {
      const { values } = await done(onBasins({ learningRate: 0.1, sharpness, dim: 1 }, 'Adam+CM'))
      t.match(values, { couldEscape: 20, escaped: 20 })
    }
  },
)

t.test(
  'so does v from m² without a single entry, and with v from g² and s = 10 it stays (0 and 1 in the reference)',
  async (t) => {
    const none = await done(
      onBasins({ learningRate: 0.1, sharpness: 20, dim: 1 }, 'CM, no entries'),
    )
    t.match(none.values, { escaped: 20 })
    const other = await done(
      onBasins({ learningRate: 0.1, sharpness: 10, dim: 1 }, 'CM, v from g²'),
    )
    t.match(other.values, { escaped: 0 })
  },
)

t.test(
  'the matched step takes off what Adam+CM gains under pure noise: RMS step 1.00 against 0.23',
  async (t) => {
    const rms = (name: string): number => {
      const { spec } = allMethods(small).find((method) => method.name === name) as Contender
      const size = 200
      const run = compile(buildOptimizer({ ...spec, learningRate: 1 }), [new Float64Array(size)])
      const generator = prand.xoroshiro128plus(7)
      const uniform = () => prand.unsafeUniformIntDistribution(1, 2 ** 31, generator) / 2 ** 31
      const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
      const [p] = run.params as readonly [Float64Array]
      let squares = 0
      let count = 0
      for (let step = 1; step <= 2000; step++) {
        const before = Float64Array.from(p)
        run.step((_, [g]) => {
          for (let i = 0; i < size; i++) (g as Float64Array)[i] = normal()
          return 0
        })
        // v needs some 1000 steps to settle
        if (step <= 1000) continue
        for (let i = 0; i < size; i++) squares += ((p[i] as number) - (before[i] as number)) ** 2
        count += size
      }
      return Math.sqrt(squares / count)
    }
    const [adam, cm] = [rms('Adam'), rms('Adam+CM')]
    // √((1 - 0.9) / (1 + 0.9)) = 0.2294
    t.ok(Math.abs(adam - 0.2294) < 0.01, `Adam ${adam}`)
    t.ok(Math.abs(cm - 1) < 0.03, `Adam+CM ${cm}`)
    t.ok(Math.abs(adam / cm - matchedFactor) < 0.01)
  },
)

t.test(
  'the search takes the rate of least mean last loss, and never one at which a run diverged',
  async (t) => {
    t.equal(meanLoss([1, 3]), 2)
    t.equal(meanLoss([1, Number.NaN, 3]), Number.POSITIVE_INFINITY)
    // sgd on x²: x ← (1 - 2α) x, so 3 steps from 1 leave (1 - 2α)⁶: α = 0.3 leaves 0.4⁶, α = 1 leaves 1, α = 0.1 leaves 0.8⁶
    const square = quadratic({ A: [[2]] })
    const { means, best } = search(
      { name: 'sgd', spec: { base: { name: 'sgd', momentum: 0 } } },
      square,
      [[1]],
      3,
    )
    t.equal(best, 0.3)
    t.ok(Math.abs((means[4] as number) - 0.4 ** 6) < 1e-12 && means[5] === 1)
  },
)

t.test('agreement is 0 for opposite entries, 1 for parallel ones', async (t) => {
  t.equal(
    agreementOf([
      [1, 0],
      [-1, 0],
    ]),
    0,
  )
  t.equal(
    agreementOf([
      [1, 0],
      [3, 0],
    ]),
    1,
  )
  // mean (1/2, 1/2) of length √½, mean length 1
  t.ok(
    Math.abs(
      agreementOf([
        [1, 0],
        [0, 1],
      ]) - Math.SQRT1_2,
    ) < 1e-15,
  )
})

t.test('verdicts follow from the interval of the difference, and only from it', async (t) => {
  const side = (value: number, low: number, high: number) => ({
    name: '',
    n: 9,
    estimate: { value, low, high },
  })
  const claim = (greater: object, less: object) =>
    ({ claim: '', measure: '', greater, less }) as Parameters<typeof verdictOf>[0]
  t.equal(verdictOf(claim(side(0.8, 0.6, 0.9), side(0.1, 0, 0.3))), 'reproduced')
  t.equal(verdictOf(claim(side(0.1, 0, 0.3), side(0.8, 0.6, 0.9))), 'refuted')
  t.equal(verdictOf(claim(side(0.5, 0.3, 0.7), side(0.4, 0.2, 0.6))), 'not separated')
  t.equal(verdictOf(claim({ ...side(0, 0, 0), estimate: undefined }, side(0, 0, 0))), 'no data')
  // Newcombe (1998), 56/70 against 48/80: 0.2000 [0.0524, 0.3339]
  const newcombe = claimedDifference(
    claim(side(0.8, 0.6918, 0.8767), side(0.6, 0.4904, 0.7004)),
  ) as { low: number; high: number }
  t.ok(Math.abs(newcombe.low - 0.0524) < 2e-4 && Math.abs(newcombe.high - 0.3339) < 2e-4)
  // paired: differences 1, 1, 2 have mean 4/3, sd √⅓, t(2) = 4.3027: 4/3 ± 1.4343
  const runs = claim(
    { ...side(0, 0, 0), runs: [3, 2, 5, null] },
    { ...side(0, 0, 0), runs: [2, 1, 3, 9] },
  )
  const paired = claimedDifference(runs) as { value: number; low: number }
  t.ok(Math.abs(paired.value - 4 / 3) < 1e-12 && Math.abs(paired.low - (4 / 3 - 1.4343)) < 1e-3)
  t.equal(verdictOf(runs), 'not separated')
})

t.test('each section is drawn from no works, from any one, and from some', async (t) => {
  for (const task of toyTasks) {
    const none = task.section([])
    t.equal(none.blocks.length, 1)
    t.equal(none.blocks[0]?.kind, 'text')
    const works = task.works({ preset: 'default', seeds: 2 })
    const every = Math.max(1, Math.floor(works.length / 7))
    const some: Finished[] = []
    for (const work of works.filter((_, i) => i % every === 0)) {
      const quick = {
        ...work,
        config: { ...work.config, ...(work.config.steps === undefined ? {} : { steps: 60 }) },
      }
      some.push(await done(quick))
    }
    for (const one of some)
      t.ok(
        task.section([one]).blocks.some(({ kind }) => kind !== 'text'),
        one.work.label,
      )
    const { id, blocks } = task.section(some)
    t.equal(id, task.name)
    const figures = blocks.flatMap((block) => (block.kind === 'figure' ? [block] : []))
    for (const { id: own, svg, caption } of figures) {
      t.match(svg, /^<svg[\s\S]*<\/svg>$/, own)
      t.notMatch(`${svg}${caption}`, /undefined/, own)
    }
    t.equal(new Set(figures.map((figure) => figure.id)).size, figures.length)
    for (const block of blocks) if (block.kind === 'table') t.notMatch(block.html, /NaN|undefined/)
    t.ok(claims(some).blocks.length > 1)
  }
})

t.test(
  'claims say how many runs they rest on, and have no data where nothing is finished',
  async (t) => {
    t.equal(claims([]).blocks.length, 1)
    const at = { learningRate: 0.1, sharpness: 20, dim: 1 }
    const finished = [await done(onBasins(at, 'Adam')), await done(onBasins(at, 'Adam+CM'))]
    const all = claimsOf(finished)
    const [first] = all
    t.match(first, { greater: { name: 'Adam+CM', n: 20 }, less: { name: 'Adam', n: 20 } })
    t.equal(verdictOf(first as NonNullable<typeof first>), 'reproduced')
    // 20 of 20: 20 / (20 + 1.96²) = 0.8389; 0 of 20: 1.96² / (20 + 1.96²) = 0.1611
    const low = first?.greater.estimate?.low as number
    const high = first?.less.estimate?.high as number
    t.ok(Math.abs(low - 0.8389) < 1e-4 && Math.abs(high - 0.1611) < 1e-4)
    t.ok(all.some((claim) => verdictOf(claim) === 'no data'))
  },
)
