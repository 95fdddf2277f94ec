import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { root, textOf } from './workspace.js'

t.test('the figures in docs/figures are those drawn from docs/data', async (t) => {
  const script = join(root, 'examples/docs/figures.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  t.equal(status, 0, stderr)
})

t.test('docs/claims.md counts the verdicts of docs/data/claims.csv', async (t) => {
  const verdicts = textOf('docs/data/claims.csv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.slice(line.lastIndexOf(',') + 1))
  const page = textOf('docs/claims.md')
  const cells = page
    .split('\n')
    .filter((line) => /^\| (?!claim|:)/.test(line))
    .map((line) => line.split('|').slice(2, 5).map(Number))
  const columns = ['reproduced', 'not separated', 'refuted']
  for (const [i, verdict] of columns.entries()) {
    const count = verdicts.filter((one) => one === verdict).length
    t.match(page.replaceAll(/\s+/g, ' '), `${count} ${verdict}`, verdict)
    t.equal(
      cells.reduce((sum, row) => sum + (row[i] ?? 0), 0),
      count,
      verdict,
    )
  }
})
