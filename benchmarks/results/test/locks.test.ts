import { once } from 'node:events'
import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'
import { acknowledged, child, deadPid, linesOf, messageOf, oneLine, opened } from './stores.js'

t.test(
  'a second open of a folder in use is refused in one line, until the first is closed',
  async (t) => {
    const folder = t.testdir()
    const store = opened(folder)
    const message = messageOf(openStore(folder, { version: 1 }))
    t.match(message, oneLine)
    t.match(message, `must be free, got a lock of process ${process.pid} on ${hostname()} since 20`)
    store.close()
    opened(folder).close()
  },
)

t.test(
  'a stale lock is taken over in one line: owner gone, torn lock, crashed takeover',
  async (t) => {
    const folder = t.testdir()
    const lock = join(folder, 'store.lock')
    const pid = await deadPid()
    const owner = (change: object): string =>
      JSON.stringify({ pid, host: hostname(), t: Date.UTC(2026, 0, 1), ...change })
    const notesAfter = (text: string): readonly string[] => {
      writeFileSync(lock, text)
      const store = opened(folder)
      store.close()
      t.strictSame(readdirSync(folder), ['store.json'])
      return store.notes
    }
    const gone = `results: took over the lock of process ${pid} on ${hostname()} since 2026-01-01T00:00:00.000Z, which is gone.`
    t.strictSame(notesAfter(owner({})), [gone])
    t.equal(
      notesAfter(owner({ pid: process.pid })).length,
      1,
      'our own pid, before we were started',
    )
    writeFileSync(`${lock}~`, owner({}))
    t.strictSame(notesAfter(owner({})), [gone], 'a process died while it took over')
    writeFileSync(lock, '')
    // in the future: young however long this process is kept waiting
    const later = Date.now() / 1000 + 3600
    utimesSync(lock, later, later)
    t.match(
      messageOf(openStore(folder, { version: 1 })),
      /an unknown process/,
      'it may be being made',
    )
    utimesSync(lock, 1, 1)
    const store = opened(folder)
    t.match(store.notes, [/took over the lock of an unknown process/])
    store.close()
    writeFileSync(lock, owner({ host: 'elsewhere' }))
    t.match(
      messageOf(openStore(folder, { version: 1 })),
      /on elsewhere since/,
      'nothing is known of it',
    )
  },
)

t.test(
  'a lock that no program writes is one line, or is taken over if it names nobody',
  async (t) => {
    const folder = t.testdir()
    const lock = join(folder, 'store.lock')
    opened(folder).close()
    const saysWith = (text: string): string => {
      writeFileSync(lock, text)
      utimesSync(lock, 1, 1)
      const result = openStore(folder, { version: 1 })
      if (E.isRight(result)) result.right.close()
      return E.isRight(result) ? (result.right.notes[0] ?? 'no note') : result.left
    }
    for (const time of [1e300, -1e300, 8.64e15 + 1])
      t.match(
        saysWith(JSON.stringify({ pid: 1, host: 'elsewhere', t: time })),
        /^results: .* must be free, got a lock of process 1 on elsewhere since an impossible time; wait/,
      )
    t.match(
      saysWith(JSON.stringify({ pid: 1, host: 'a\nb', t: 0 })),
      /^results: [^\n]* process 1 on a\\nb since 1970-01-01T00:00:00.000Z; wait[^\n]*$/,
    )
    for (const text of [
      '',
      'garbage',
      '\0\0',
      'null',
      '[]',
      '{"pid":-1,"host":"elsewhere","t":0}',
      '{"pid":0,"host":"elsewhere","t":0}',
      '{"pid":1.5,"host":"elsewhere","t":0}',
      '{"pid":1,"host":5,"t":0}',
    ])
      t.equal(
        saysWith(text),
        'results: took over the lock of an unknown process, which is gone.',
        JSON.stringify(text),
      )
  },
)

t.test('a live process keeps a second one out', async (t) => {
  const folder = t.testdir()
  const first = child('appendForEver.js', folder)
  await acknowledged(linesOf(first), 1)
  const second = child('appendForEver.js', folder)
  const said = linesOf(second)
  const [code] = await once(second, 'close')
  t.equal(code, 1)
  t.match(said(), [new RegExp(`^results: .* got a lock of process ${first.pid} on`)])
  first.kill('SIGKILL')
  await once(first, 'close')
})

t.test('of several processes that find the same stale lock exactly one gets it', async (t) => {
  const folder = t.testdir()
  const owner = { pid: await deadPid(), host: hostname(), t: 0 }
  writeFileSync(join(folder, 'store.lock'), JSON.stringify(owner))
  const racers = [1, 2, 3, 4].map(() => child('appendForEver.js', folder))
  const outcomes = racers.map(async (racer) => {
    const lines = linesOf(racer)
    // its first line is a key or the message
    await acknowledged(lines, 1)
    return oneLine.test(lines()[0] ?? '') ? 'refused' : 'got it'
  })
  t.strictSame((await Promise.all(outcomes)).sort(), ['got it', 'refused', 'refused', 'refused'])
  const closed = racers.map((racer) => racer.exitCode ?? once(racer, 'close'))
  for (const racer of racers) racer.kill('SIGKILL')
  await Promise.all(closed)
})
