import type { StoredFinished } from '@momenta/bench'
import { type Block, figuresIn } from '@momenta/bench-figures'
import t from 'tap'
import { finish, inner, onBasins, order, toyTasks } from './jobs.js'

const { claimBlocks } = await inner<typeof import('../dist/claims/claims.js')>('claims/claims')
const { claimsOf } = await inner<typeof import('../dist/claims/claimsOf.js')>('claims/claimsOf')
const { claimedDifference, verdictOf } =
  await inner<typeof import('../dist/claims/claim.js')>('claims/claim')

const tablesIn = (blocks: readonly Block[]): readonly string[] =>
  blocks.flatMap((block) =>
    block.kind === 'table' ? [block.html] : block.kind === 'details' ? tablesIn(block.blocks) : [],
  )

t.test('verdicts follow from the interval of the difference alone', async (t) => {
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

t.test('each section can be drawn from no jobs, from any one, and from several', async (t) => {
  for (const task of toyTasks) {
    const none = task.section([], order)
    t.equal(none.blocks.length, 1)
    t.equal(none.blocks[0]?.kind, 'text')
    const jobs = task.jobs({ preset: 'default', seeds: 2 })
    const every = Math.max(1, Math.floor(jobs.length / 7))
    const some: StoredFinished[] = []
    for (const job of jobs.filter((_, i) => i % every === 0)) {
      const quick = {
        ...job,
        config: { ...job.config, ...(job.config.steps === undefined ? {} : { steps: 60 }) },
      }
      some.push(await finish(quick))
    }
    for (const one of some)
      t.ok(
        task.section([one], order).blocks.some(({ kind }) => kind !== 'text'),
        one.job.label,
      )
    const { id, blocks } = task.section(some, order)
    t.equal(id, task.name)
    const figures = [...figuresIn(blocks), ...figuresIn(claimBlocks(some))]
    for (const { id: own, svg, narrow, caption } of figures) {
      t.match(svg, /^<svg[\s\S]*<\/svg>$/, own)
      t.notMatch(`${svg}${narrow}${caption}`, /undefined/, own)
    }
    t.equal(new Set(figures.map((figure) => figure.id)).size, figures.length)
    for (const html of tablesIn(blocks)) t.notMatch(html, /NaN|undefined/)
  }
})

t.test(
  'claims state their number of runs, and have no data where no job is finished',
  async (t) => {
    t.strictSame(claimBlocks([]), [])
    const at = { learningRate: 0.1, sharpness: 20, dim: 1 }
    const finished = [await finish(onBasins(at, 'Adam')), await finish(onBasins(at, 'Adam+CM'))]
    const all = claimsOf(finished)
    const [first] = all
    t.match(first, { greater: { name: 'Adam+CM', n: 20 }, less: { name: 'Adam', n: 20 } })
    t.equal(verdictOf(first as NonNullable<typeof first>), 'reproduced')
    // 20 of 20: 20 / (20 + 1.96²) = 0.8389; 0 of 20: 1.96² / (20 + 1.96²) = 0.1611
    const low = first?.greater.estimate?.low as number
    const high = first?.less.estimate?.high as number
    t.ok(Math.abs(low - 0.8389) < 1e-4 && Math.abs(high - 0.1611) < 1e-4)
    t.ok(all.some((claim) => verdictOf(claim) === 'no data'))
    const [figure] = figuresIn(claimBlocks(finished))
    t.equal(figure?.id, 'claims-escape')
    t.match(figure?.svg, />1\.00 \[0\.\d\d, 1\.00\]</, 'the difference of 20 of 20 and 0 of 20')
  },
)
