import { type Contender, contenders } from '@momenta/bench'
import t from 'tap'
import { inner, order } from './jobs.js'

const { intervalText, uncertainText } =
  await inner<typeof import('../dist/report/uncertainText.js')>('report/uncertainText')
const { bootstrapInterval } = await inner<typeof import('../dist/report/bootstrapInterval.js')>(
  'report/bootstrapInterval',
)
const { separatedBest } =
  await inner<typeof import('../dist/report/separatedBest.js')>('report/separatedBest')

t.test('a number has the digits that its spread supports', async (t) => {
  t.equal(uncertainText(0.89912, 0.00931), '0.899 ± 0.009')
  t.equal(uncertainText(0.89912, 0.0131), '0.899 ± 0.013', 'a leading 1 or 2 has a second digit')
  t.equal(uncertainText(206.41, 3.2), '206 ± 3')
  t.equal(uncertainText(12345.6, 170), '12350 ± 170')
  t.equal(uncertainText(0.12345678, Number.NaN), '0.1235')
  t.equal(uncertainText(Number.NaN, 1), 'NaN')
  t.equal(uncertainText(1.5, 0), '1.5 ± 0')
  t.equal(intervalText(0.42, 0.333, 0.491), '0.42 [0.33, 0.49]')
  t.equal(intervalText(-0.0001, -0.03, 0.03), '0.00 [-0.03, 0.03]', 'no minus before a zero')
  t.equal(intervalText(-272.4, -10381.6, 87.2), '-300 [-10400, 100]', 'digits before the point')
})

t.test('a bootstrap interval is pure, and covers a mean as Student’s does', async (t) => {
  const values = Array.from({ length: 40 }, (_, i) => Math.sin(17 * i))
  const { value, low, high } = bootstrapInterval([values])
  t.strictSame(bootstrapInterval([values]), { value, low, high })
  const mean = values.reduce((a, b) => a + b, 0) / 40
  const sd = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 40)
  t.ok(Math.abs(value - mean) < 1e-12)
  // 2,000 resamples: the ends vary by some percent of the width
  for (const end of [mean - low, high - mean])
    t.ok(Math.abs(end / ((1.96 * sd) / Math.sqrt(40)) - 1) < 0.15)
  t.strictSame(bootstrapInterval([[2], [4]]), { value: 3, low: 3, high: 3 })
})

t.test('the best sample is found only where it differs from all others', async (t) => {
  t.equal(
    separatedBest(
      [
        [1, 1.1, 0.9],
        [3, 3.1, 2.9],
        [2, 2.1, 1.9],
      ],
      'higher',
    ),
    1,
  )
  t.equal(
    separatedBest(
      [
        [1, 1.1, 0.9],
        [3, 3.1, 2.9],
        [2, 2.1, 1.9],
      ],
      'lower',
    ),
    0,
  )
  t.equal(
    separatedBest(
      [
        [1, 3, 5],
        [2, 4, 6],
      ],
      'higher',
    ),
    undefined,
  )
  t.equal(separatedBest([[1], [9]], 'higher'), undefined, 'one run has no interval')
  t.equal(separatedBest([[1, 1.1]], 'higher'), undefined, 'one sample is not a comparison')
})

t.test('one thing is written in the singular', async (t) => {
  const { countText } =
    await inner<typeof import('../dist/report/countText.js')>('report/countText')
  t.same(
    [0, 1, 3].map((n) => countText(n, 'seed')),
    ['0 seeds', '1 seed', '3 seeds'],
  )
})

t.test('the section on MNIST names the optimizers with settings of their own', async (t) => {
  const { sectionOf } = await inner<typeof import('../dist/mnist/sectionOf.js')>('mnist/sectionOf')
  const textOf = (contenders: readonly Contender[]): string => {
    const finished = contenders.map((contender) => ({
      job: {
        ...{ task: 'mnist', seed: 1, label: contender.name, cost: 1 },
        config: {
          ...{ images: 60_000, validation: 10_000, epochs: 1, batch: 64, backend: 'cpu' as const },
          contender,
        },
      },
      metrics: [],
      values: { accuracy: 0.9, loss: 0.3, msPerStep: 1 },
      data: undefined,
    }))
    const variant = { name: 'mnist', title: 'MNIST', curves: false }
    return JSON.stringify(sectionOf(variant as never, finished as never, order).blocks[0])
  }
  const memory = { of: 'momenta', capacity: 50, policy: { name: 'fifo' } } as const
  const own: readonly Contender[] = [
    { name: 'fast', spec: { base: { name: 'adam' }, learningRate: 0.05 } },
    { name: 'long', spec: { base: { name: 'adam' }, memory } },
  ]
  t.notMatch(textOf(contenders), /of their own/)
  t.match(textOf([...contenders, ...own]), /With settings of their own: fast, long\./)
})
