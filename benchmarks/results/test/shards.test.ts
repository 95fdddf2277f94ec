import { decodeShard, takeShard } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'

interface Item {
  readonly name: string
  readonly cost: number
}

const options = { keyOf: ({ name }: Item) => name, costOf: ({ cost }: Item) => cost }

const itemsOf = (costs: readonly number[]): readonly Item[] =>
  costs.map((cost, i) => ({ name: `job ${i}`, cost }))

const shardsOf = (items: readonly Item[], count: number) =>
  Array.from({ length: count }, (_, index) => takeShard(items, { index, count }, options))

const spread = (numbers: readonly number[]) => Math.max(...numbers) - Math.min(...numbers)
const total = (items: readonly Item[]) => items.reduce((sum, { cost }) => sum + cost, 0)

t.test('each item belongs to exactly one shard, and keeps its order', async (t) => {
  const items = itemsOf(Array.from({ length: 101 }, (_, i) => 1 + (i % 7)))
  for (const count of [1, 2, 3, 16, 101, 150]) {
    const shards = shardsOf(items, count)
    const names = shards.flat().map(({ name }) => name)
    t.same([...names].sort(), items.map(({ name }) => name).sort())
    for (const shard of shards)
      t.same(
        shard,
        items.filter((item) => shard.includes(item)),
      )
  }
})

t.test('shards are balanced in cost, and in number where the costs are equal', async (t) => {
  const equal = itemsOf(Array.from({ length: 100 }, () => 3))
  for (const count of [2, 3, 7, 16]) {
    const sizes = shardsOf(equal, count).map(({ length }) => length)
    t.ok(spread(sizes) <= 1, `${count}: ${sizes}`)
    const none = shardsOf(itemsOf(Array.from({ length: 100 }, () => 0)), count)
    t.ok(spread(none.map(({ length }) => length)) <= 1, 'also without a cost')
  }
  // one item as expensive as all others together has a shard of its own
  const [first, second] = shardsOf(itemsOf([100, ...Array.from({ length: 100 }, () => 1)]), 2)
  t.same([first, second].map((shard) => total(shard ?? [])).sort(), [100, 100])
  // the largest processing time first: 7 + 4 = 6 + 5
  t.same(shardsOf(itemsOf([4, 5, 6, 7]), 2).map(total), [11, 11])
})

t.test('what is left is balanced after an interrupted run, and after other shards', async (t) => {
  const items = itemsOf(Array.from({ length: 240 }, () => 1))
  const left = (done: readonly Item[], count: number) =>
    shardsOf(items, count).map((shard) => shard.filter((item) => !done.includes(item)).length)
  // a run on one machine stopped after any number of jobs
  for (const done of [1, 50, 120, 239])
    t.ok(spread(left(items.slice(0, done), 8)) <= 1, `${done}: ${left(items.slice(0, done), 8)}`)
  // the first of two shards is finished, and four go on: a mean of 30 each
  const [half = []] = shardsOf(items, 2)
  for (const each of left(half, 4)) t.ok(each > 15 && each < 45, `${left(half, 4)}`)
})

t.test('items with one key stay together', async (t) => {
  const items = itemsOf([1, 2, 3, 4, 5, 6])
  const byPair = { ...options, keyOf: ({ cost }: Item) => `${Math.ceil(cost / 2)}` }
  for (const index of [0, 1, 2])
    t.same(
      takeShard(items, { index, count: 3 }, byPair).map(({ cost }) => Math.ceil(cost / 2)),
      [0, 0].map(() =>
        Math.ceil((takeShard(items, { index, count: 3 }, byPair)[0]?.cost ?? 0) / 2),
      ),
    )
})

t.test('a part is i/n, from 1', async (t) => {
  t.same(decodeShard('1/2', {}), E.right({ index: 0, count: 2 }))
  t.same(decodeShard('16/16', {}), E.right({ index: 15, count: 16 }))
  for (const given of ['', '0/2', '3/2', '1', '1/0', '-1/2', '1.5/2', '1/2/3', 'a/b', 'Auto'])
    t.same(
      decodeShard(given, {}),
      E.left(`must be i/n with 1 <= i <= n, auto or auto/n, got '${given}'`),
    )
})

const slurm = (id: number, count: number, first: number, step = 1) => ({
  SLURM_ARRAY_TASK_ID: `${id}`,
  SLURM_ARRAY_TASK_COUNT: `${count}`,
  SLURM_ARRAY_TASK_MIN: `${first}`,
  SLURM_ARRAY_TASK_MAX: `${first + (count - 1) * step}`,
  SLURM_ARRAY_TASK_STEP: `${step}`,
})

t.test('auto is the part of this task, as its engine numbers it', async (t) => {
  const cases: readonly (readonly [string, NodeJS.ProcessEnv, number, number])[] = [
    ['auto', slurm(0, 4, 0), 0, 4],
    ['auto', slurm(4, 4, 1), 3, 4],
    ['auto', slurm(20, 3, 10, 5), 2, 3],
    ['auto', { AWS_BATCH_JOB_ARRAY_INDEX: '2', AWS_BATCH_JOB_ARRAY_SIZE: '5' }, 2, 5],
    ['auto/6', { AWS_BATCH_JOB_ARRAY_INDEX: '2' }, 2, 6],
    ['auto/6', { JOB_COMPLETION_INDEX: '5' }, 5, 6],
    ['auto/6', { PBS_ARRAY_INDEX: '0' }, 0, 6],
    // a part of an array is submitted again, with the numbers that it had
    ['auto/16', slurm(7, 2, 3, 4), 7, 16],
  ]
  for (const [given, environment, index, count] of cases)
    t.same(decodeShard(given, environment), E.right({ index, count }))
})

t.test('what auto cannot know is one line that says what to give', async (t) => {
  const cases: readonly (readonly [string, NodeJS.ProcessEnv, RegExp])[] = [
    ['auto', {}, /^auto must run as a task of a job array, got none of SLURM_ARRAY_TASK_ID, /],
    ['auto', { PBS_ARRAY_INDEX: '1' }, /PBS does not report it; give it as auto\/n/],
    ['auto', { JOB_COMPLETION_INDEX: '1' }, /Kubernetes does not report it; give it as auto\/n/],
    ['auto', { AWS_BATCH_JOB_ARRAY_INDEX: '1' }, /AWS Batch does not report it/],
    ['auto/4', { PBS_ARRAY_INDEX: '4' }, /^PBS_ARRAY_INDEX must be below 4 .*, got 4; number /],
    ['auto/4', { PBS_ARRAY_INDEX: 'x' }, /^PBS_ARRAY_INDEX must be a non-negative .*, got 'x'/],
    ['auto/0', { PBS_ARRAY_INDEX: '0' }, /^must be i\/n .*, got 'auto\/0'$/],
    // task 1 of the tasks 1, 3 and 7 of an array
    [
      'auto',
      { ...slurm(1, 3, 1), SLURM_ARRAY_TASK_MAX: '7' },
      /^SLURM_ARRAY_TASK_ID must be one of 3 consecutive .*, got 1; give /,
    ],
    ['auto', slurm(7, 3, 1), /^SLURM_ARRAY_TASK_ID must be one of 3 consecutive .*, got 7; give /],
    ['auto', { ...slurm(1, 2, 0), PBS_ARRAY_INDEX: '1' }, /one engine, got SLURM_.*, PBS_ARRAY_I/],
  ]
  for (const [given, environment, line] of cases) {
    const shard = decodeShard(given, environment)
    t.match(E.isLeft(shard) ? shard.left : 'a shard', line)
  }
})
