import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { keyOf } from '@momenta/bench-results'
import t from 'tap'
import { deadPid, opened, read, unit } from './stores.js'

t.test(
  'a file cut at any byte gives its whole lines, and one torn tail unless the cut is at a line end',
  async (t) => {
    const folder = t.testdir({ cut: {} })
    const store = opened(folder)
    const written = [1, 2, 3].map((seed) =>
      // more than one byte a character, so that cuts fall inside one
      store.append({ kind: 'failed', key: keyOf(unit(seed)), message: `λ → ∞ 😀 ${seed}` }),
    )
    store.close()
    const bytes = readFileSync(store.file)
    const ends = [...bytes.keys()].filter((i) => bytes[i] === 10).map((i) => i + 1)
    t.equal(ends.length, 3)
    const cut = join(folder, 'cut')
    copyFileSync(join(folder, 'store.json'), join(cut, 'store.json'))
    // ours: of a process of this machine that is gone; the others may be growing and are not to be
    // touched
    const host = hostname().replace(/[^\w.-]/g, '_')
    const ours = join(cut, `${host}-${await deadPid()}-00000000.jsonl`)
    const files = [
      ours,
      join(cut, `${host}-${process.ppid}-00000000.jsonl`),
      join(cut, 'elsewhere-1-0.jsonl'),
    ]
    for (const file of files)
      for (let length = 0; length <= bytes.length; length += 1) {
        for (const each of files) writeFileSync(each, '')
        writeFileSync(file, bytes.subarray(0, length))
        const whole = ends.filter((end) => end <= length)
        const end = whole.at(-1) ?? 0
        const torn = length > end ? 1 : 0
        const resumed = opened(cut)
        resumed.close()
        t.strictSame(
          [
            resumed.records,
            resumed.bad,
            resumed.torn,
            resumed.notes.length,
            readFileSync(file).length,
          ],
          // ours is cut to its whole lines, the others are as they were
          [written.slice(0, whole.length), 0, torn, torn, file === ours ? end : length],
          `${length} bytes`,
        )
      }
  },
)

t.test('bad lines are counted and reported, and neither stop the run nor go away', async (t) => {
  const folder = t.testdir()
  const first = opened(folder)
  const good = first.append({ kind: 'done', key: 'k', values: {} })
  first.close()
  const bad = [
    '{"v":1',
    '\0\0\0\0',
    '[]',
    '{"v":1,"kind":"done"}',
    JSON.stringify({ ...good, v: 2 }),
  ]
  appendFileSync(first.file, `${bad.join('\n')}\n${JSON.stringify({ ...good, id: 'later' })}\n`)
  const before = readFileSync(first.file)

  const second = opened(folder)
  second.close()
  t.strictSame(
    second.records,
    [good, { ...good, id: 'later' }],
    'what follows the bad lines is read',
  )
  t.equal(second.bad, 5)
  t.match(second.notes, [/^results: \S+\.jsonl: skipped 5 bad lines, first line 2, not JSON\.$/])
  t.strictSame(readFileSync(first.file), before)
})

t.test('merged and copied files count each record once', async (t) => {
  const folder = t.testdir()
  const store = opened(folder)
  const record = store.append({ kind: 'done', key: 'k', values: {} })
  store.close()
  copyFileSync(store.file, join(folder, 'merged.jsonl'))
  appendFileSync(join(folder, 'merged.jsonl'), readFileSync(store.file))
  t.strictSame(read(folder).records, [record])
})
