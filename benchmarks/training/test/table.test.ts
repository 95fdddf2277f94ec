import type { ResultRecord } from '@momenta/bench-results'
import { meanText, resultsTable } from '@momenta/bench-training'
import t from 'tap'

const header = { v: 1, t: 0 }
const started = (key: string, method: string, kind: string): ResultRecord => ({
  ...header,
  id: `start ${key}`,
  key,
  kind: 'start',
  unit: {
    config: {
      task: { name: 'tiny', epochs: 4, kind },
      method: { name: method },
      learningRate: 0.001,
      backend: 'cpu',
    },
    seed: 1,
    code: '1',
  },
})
const done = (key: string, values: { readonly [name: string]: number }): ResultRecord => ({
  ...header,
  id: `done ${key}`,
  key,
  kind: 'done',
  values: { diverged: 0, msGradient: 20, msOptimizer: 5, ...values },
})

t.test('a row has mean and standard deviation over the seeds', async (t) => {
  const table = resultsTable([
    started('a', 'Adam', 'images'),
    started('b', 'Adam', 'images'),
    started('c', 'Adam', 'images'),
    done('a', { 'last.accuracy': 0.75, 'best.accuracy': 0.75 }),
    done('b', { 'last.accuracy': 0.25, 'best.accuracy': 0.875, diverged: 1 }),
  ])
  // deviations: √(2 · 0.25²) and √(2 · 0.0625²); c has not ended
  t.equal(
    table.split('\n')[2],
    '| tiny | 4 | Adam | 0.001 | 2 | accuracy | 0.5000 ± 0.3536 | 0.8125 ± 0.0884 | 1 | 25.0 ± 0.0 |',
  )
})

t.test('a text has its test perplexity, and methods have rows of their own', async (t) => {
  const table = resultsTable([
    started('a', 'Adam', 'text'),
    started('b', 'Adam+CM', 'text'),
    done('a', { 'last.testPerplexity': 206.25, 'best.testPerplexity': 205 }),
    done('b', { 'last.testPerplexity': 190, 'best.testPerplexity': 190 }),
  ])
  const rows = table.trim().split('\n').slice(2)
  t.equal(rows.length, 2)
  t.match(rows[0], /\| Adam \| 0.001 \| 1 \| testPerplexity \| 206\.3 \| 205\.0 \|/)
})

t.test('records of other programs are left out', async (t) => {
  const other = { ...started('x', 'Adam', 'images'), unit: { config: 3, seed: 1, code: '1' } }
  const table = resultsTable([other as ResultRecord, done('x', {}), done('y', {})])
  t.equal(table.trim().split('\n').length, 2)
  t.equal(meanText([3]), '3.0000')
})
