import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keyOf, ResultRecord } from '@momenta/bench-results'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'
import { get, linesOf, opened, read, recordFiles, unit } from './stores.js'

t.test('records come back as they were appended, NaN and infinities included', async (t) => {
  const folder = join(t.testdir(), 'new', 'runs')
  const store = opened(folder)
  const value = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity))
  // JSON has one zero, and no prototypes
  const values = fc.dictionary(
    fc.string().filter((name) => name !== '__proto__'),
    value.map((x) => (x === 0 ? 0 : x)),
    { noNullPrototype: true },
  )
  const written: ResultRecord[] = []
  await fc.assert(
    fc.property(fc.integer(), fc.nat(), values, fc.string(), (seed, step, values, message) => {
      const key = keyOf(unit(seed))
      written.push(
        store.append({ kind: 'start', key, unit: unit(seed) }),
        store.append({ kind: 'metric', key, step, values }),
        store.append({ kind: 'failed', key, message }),
        store.append({ kind: 'done', key, values, data: { trajectory: [1, 2.5] } }),
      )
    }),
    { numRuns: 50 },
  )
  const before = read(folder)
  store.close()
  t.strictSame(before.records, written, 'a reader beside the open store sees them all, in order')
  t.strictSame(read(folder).records, written)
  t.strictSame(
    { bad: before.bad, torn: before.torn, notes: before.notes },
    { bad: 0, torn: 0, notes: [] },
  )
})

t.test('every record satisfies its own codec both ways', async (t) => {
  const header = { v: 1, id: 'a', key: 'k', t: 5, kind: 'metric', step: 3 } as const
  const record = { ...header, values: { loss: Number.NaN, best: -Infinity, f: 0.25 } }
  const json = { ...header, values: { loss: 'NaN', best: '-Infinity', f: 0.25 } }
  t.strictSame(ResultRecord.encode(record), json)
  t.strictSame(get(ResultRecord.decode(json)), record)
  for (const broken of [
    { ...json, step: '3' },
    { ...json, kind: 'probe' },
    { ...json, values: { f: 'x' } },
  ])
    t.ok(E.isLeft(ResultRecord.decode(broken)))
})

t.test(
  'a resumed run skips keys with a done and repeats keys with only a start or a failed',
  async (t) => {
    const folder = t.testdir()
    const keys = [1, 2, 3].map((seed) => keyOf(unit(seed))) as [string, string, string]
    const first = opened(folder)
    for (const [i, key] of keys.entries()) first.append({ kind: 'start', key, unit: unit(i + 1) })
    first.append({ kind: 'done', key: keys[0], values: { f: 1 } })
    first.append({ kind: 'failed', key: keys[1], message: 'diverged' })
    t.strictSame([...first.done().keys()], [keys[0]])
    first.close()

    const second = opened(folder)
    t.strictSame([...second.done().keys()], [keys[0]])
    second.append({ kind: 'done', key: keys[2], values: { f: Number.NaN } })
    t.strictSame([...second.done().keys()], [keys[0], keys[2]])
    t.match(second.done().get(keys[2]), { kind: 'done', values: { f: Number.NaN } })
    second.close()
    t.equal(recordFiles(folder).length, 2, 'each process wrote its own file')
  },
)

t.test('a closed store refuses to append, and leaves no empty file and no lock', async (t) => {
  const folder = t.testdir()
  const store = opened(folder)
  store.close()
  store.close()
  t.throws(
    () => store.append({ kind: 'failed', key: 'k', message: '' }),
    /it is closed; open it again/,
  )
  t.strictSame(readdirSync(folder), ['store.json'])
})

t.test('a line that finds no room is taken back and said, and the file stays whole', async (t) => {
  if (process.platform === 'win32') return t.pass('no ulimit here')
  const folder = t.testdir()
  const script = fileURLToPath(new URL('appendTooMuch.js', import.meta.url))
  const limited = 'ulimit -f 1; exec "$@"'
  const run = spawn('bash', ['-c', limited, 'bash', process.execPath, script, folder])
  const said = linesOf(run)
  const [code] = await once(run, 'close')
  t.equal(code, 0)
  t.strictSame(said(), [
    `results: ${folder} must have free space, got ENOSPC; free some space and start again; finished jobs are kept.`,
  ])
  const { records, bad, torn } = read(folder)
  t.strictSame([records.map(({ key }) => key), bad, torn], [['first', 'third'], 0, 0])
  return
})

t.test('done is on the disk at once, other lines within 5 seconds of appending', async (t) => {
  const { openWriter } = await import(new URL('../dist/store/openWriter.js', import.meta.url).href)
  let now = 0
  let syncs = 0
  const clock = { now: () => now, sync: () => (syncs += 1) }
  const writer = openWriter(join(t.testdir(), 'a.jsonl'), clock)
  const at = (time: number, urgent: boolean): number => {
    now = time
    writer.write('{}', urgent)
    return syncs
  }
  t.equal(at(0, false), 0)
  t.equal(at(4999, false), 0)
  t.equal(at(5000, false), 1, '5 s after the start')
  t.equal(at(5001, true), 2, 'urgent')
  t.equal(at(10000, false), 2, '4999 ms after the last')
  t.equal(at(10001, false), 3)
  writer.close()
  t.equal(syncs, 4, 'and when it closes')
})

t.test('any text may name a value', async (t) => {
  const folder = t.testdir()
  const store = opened(folder)
  const values = JSON.parse('{"__proto__":1,"constructor":2,"toString":3}')
  store.append({ kind: 'done', key: 'k', values })
  store.close()
  const [record] = read(folder).records
  t.equal(JSON.stringify((record as { values: object }).values), JSON.stringify(values))
  for (const name of ['__proto__', 'constructor']) {
    const wrong = JSON.stringify({ ...record, id: name, values: JSON.parse(`{"${name}":"x"}`) })
    appendFileSync(store.file, `${wrong}\n`)
  }
  t.equal(read(folder).bad, 2)
})
