import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  type Contents,
  canonicalJson,
  JsonNumber,
  keyOf,
  openStore,
  ResultRecord,
  readStore,
  type Store,
} from '@momenta/bench-results'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'

const get = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(String(result.left))
  return result.right
}
const messageOf = (result: E.Either<string, unknown>): string =>
  E.isLeft(result) ? result.left : 'no message'
const opened = (folder: string, lock = true): Store => get(openStore(folder, { version: 1, lock }))
const read = (folder: string): Contents => get(readStore(folder, { version: 1 }))
const unit = (seed: number) => ({ config: { s: 5, lr: 0.1 }, seed, code: '1.0.0' })
const recordFiles = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
const oneLine = /^results: [^\n]+$/

const child = (script: string, ...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
const linesOf = (process: ChildProcess): (() => readonly string[]) => {
  let text = ''
  process.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  return () => text.split('\n').slice(0, -1)
}
/** Waits until the child has acknowledged so many units. */
const acknowledged = async (lines: () => readonly string[], count: number): Promise<void> => {
  while (lines().length < count) await wait(2)
}
/** A pid that ran and is gone. */
const deadPid = async (): Promise<number> => {
  const gone = spawn(process.execPath, ['-e', ''])
  await once(gone, 'exit')
  return gone.pid ?? 0
}

t.test(
  'canonicalJson gives the RFC 8785 text: names sorted by UTF-16 unit, shortest numbers',
  async (t) => {
    // RFC 8785, 3.2.3 (sorting): CR, "1", U+0080, ö, €, U+1F600 (as a surrogate pair D83D DE00), U+FB33
    const names = {
      '\u20ac': 5,
      '\r': 1,
      '\ufb33': 7,
      '1': 2,
      '\u{1f600}': 6,
      '\u0080': 3,
      '\u00f6': 4,
    }
    t.match(
      canonicalJson(names)
        .replace(/[^1-7,:]/g, '')
        .replace(/:/g, ''),
      /^1,12,3,4,5,6,7$/,
    )
    // RFC 8785, 3.2.2 (numbers)
    t.equal(
      canonicalJson([
        Number('333333333.33333329'),
        1e30,
        4.5,
        2e-3,
        0.000000000000000000000000001,
        -0,
      ]),
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    )
    t.equal(canonicalJson({ b: [true, null, 'a"\n'], a: {} }), '{"a":{},"b":[true,null,"a\\"\\n"]}')
    t.equal(canonicalJson({ a: undefined, b: 1 }), '{"b":1}', 'an undefined member is no member')
  },
)

t.test('canonicalJson names the three numbers that JSON lacks', async (t) => {
  t.equal(canonicalJson([Number.NaN, Infinity, -Infinity]), '["NaN","Infinity","-Infinity"]')
})

t.test(
  'canonicalJson does not depend on the order of names, and JSON.parse undoes it',
  async (t) => {
    await fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse())
        t.equal(canonicalJson(reversed), canonicalJson(value))
        // JSON.parse(JSON.stringify()) only turns -0 into 0
        t.strictSame(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)))
      }),
    )
  },
)

t.test('canonicalJson refuses what its text could not tell apart', async (t) => {
  for (const value of [
    undefined,
    () => 1,
    Symbol('a'),
    1n,
    new Map(),
    new Date(0),
    new Float32Array(2),
  ])
    t.throws(() => canonicalJson([value]), /^canonicalJson: every part must be/)
})

t.test('keyOf is the sha256 of the canonical unit', async (t) => {
  // printf '{"code":"1","config":{"lr":"NaN"},"seed":7}' | sha256sum
  t.equal(
    keyOf({ config: { lr: Number.NaN }, seed: 7, code: '1' }),
    'e5f81b650ef79bd996a36ea4132b3cea5b3e55e684237bb0e7cf62f73ee2f75b',
  )
  t.not(keyOf(unit(1)), keyOf(unit(2)), 'another seed is another run')
  t.not(keyOf(unit(1)), keyOf({ ...unit(1), code: '1.0.1' }), 'other code is another run')
})

t.test('JsonNumber decodes numbers and the three names, nothing else', async (t) => {
  for (const [input, value] of [
    [1.5, 1.5],
    ['NaN', Number.NaN],
    ['Infinity', Infinity],
    ['-Infinity', -Infinity],
  ] as const)
    t.ok(Object.is(get(JsonNumber.decode(input)), value))
  for (const input of ['1.5', 'nan', '', null, undefined, true, [1]])
    t.ok(E.isLeft(JsonNumber.decode(input)), String(input))
})

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
    // ours: of a process of this machine that is gone; the others may be growing and are not to be touched
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
  t.match(second.notes, [
    /^results: \S+\.jsonl: passed over 5 bad lines, first line 2, not JSON\.$/,
  ])
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

t.test('a folder of another version is refused in one line and not touched', async (t) => {
  const folder = t.testdir()
  opened(folder).close()
  const line = `results: ${folder} must hold results of version 2, got version 1; name a new folder and keep this one for the code that wrote it.`
  t.equal(messageOf(openStore(folder, { version: 2 })), line)
  t.equal(messageOf(readStore(folder, { version: 2 })), line)
  t.strictSame(readdirSync(folder), ['store.json'])
  t.throws(() => openStore(folder, { version: 0 }), /^openStore: version must be a positive/)
})

t.test(
  'a header that is none, and records without a header, are refused in one line',
  async (t) => {
    const folder = t.testdir({
      broken: { 'store.json': '{"format":' },
      other: { 'store.json': '{"format":"something","version":1}' },
      headless: { 'a.jsonl': '' },
    })
    for (const name of ['broken', 'other'])
      t.match(
        messageOf(openStore(join(folder, name), { version: 1 })),
        /store\.json must name the results/,
      )
    t.match(
      messageOf(openStore(join(folder, 'headless'), { version: 1 })),
      /got records without one; name/,
    )
  },
)

t.test('a folder that cannot be made or written is one clear line', async (t) => {
  const base = t.testdir({ file: 'text' })
  // as root no mode protects a folder, so: a file in its place, a file above it, and /proc
  for (const folder of [join(base, 'file'), join(base, 'file', 'runs')]) {
    const message = messageOf(openStore(folder, { version: 1 }))
    t.equal(
      message,
      `results: ${folder} must be a folder, got a file in its place; name another one.`,
    )
  }
  if (existsSync('/proc/self')) {
    const message = messageOf(openStore('/proc/momenta', { version: 1 }))
    t.match(
      message,
      /^results: \/proc\/momenta must be a folder to write in, got E[A-Z]+; change its rights/,
    )
  }
  t.match(messageOf(readStore(join(base, 'none'), { version: 1 })), oneLine)
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
    `results: ${folder} must have room, got ENOSPC; free some space and start again: what is done is kept.`,
  ])
  const { records, bad, torn } = read(folder)
  t.strictSame([records.map(({ key }) => key), bad, torn], [['first', 'third'], 0, 0])
  return
})

t.test('done is on the disk at once, other lines within 5 seconds of appending', async (t) => {
  const { openWriter } = await import(new URL('../dist/openWriter.js', import.meta.url).href)
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

t.test('a folder, a link or a pipe in the place of a file is one line that names it', async (t) => {
  const folder = t.testdir()
  opened(folder).close()
  const saysOf = (name: string, make: (path: string) => void): string => {
    const path = join(folder, name)
    make(path)
    const says = messageOf(openStore(folder, { version: 1 }))
    rmSync(path, { recursive: true })
    t.match(says, oneLine)
    t.match(says, path)
    return says
  }
  const dangling = (path: string) => symlinkSync(join(folder, 'nowhere'), path)
  const file = join(t.testdirName, '..', 'a file')
  writeFileSync(file, JSON.stringify({ pid: 1, host: 'elsewhere', t: 0 }))
  t.match(saysOf('store.lock', mkdirSync), /must be a lock file or absent, got a folder; delete it/)
  t.match(saysOf('store.lock', dangling), /got a link; delete it and start again\.$/)
  t.match(
    saysOf('store.lock', (path) => symlinkSync(file, path)),
    /got a link; delete it/,
  )
  t.match(
    saysOf('a.jsonl', mkdirSync),
    /must be a file, got a folder; move it away or name another/,
  )
  if (process.platform !== 'win32') {
    const pipe = (path: string) => spawnSync('mkfifo', [path])
    t.match(saysOf('store.lock', pipe), /got what is no file/)
    t.match(saysOf('a.jsonl', pipe), /must be a file/)
  }
  rmSync(join(folder, 'store.json'))
  t.match(saysOf('store.json', mkdirSync), /must be a file, got a folder/)
  // the guard that is taken before a stale lock is removed
  const stale = join(folder, 'store.lock')
  writeFileSync(stale, '')
  utimesSync(stale, 1, 1)
  t.match(saysOf('store.lock~', mkdirSync), /got a folder; delete it/)
  rmSync(stale)
  opened(folder).close()
  t.strictSame(readdirSync(folder), ['store.json'], 'nothing is left')
})

t.test('a file without the right to read it is one line that names it', async (t) => {
  const script = `
    import { openStore } from ${JSON.stringify(import.meta.resolve('@momenta/bench-results'))}
    const result = openStore(process.argv[1], { version: 1 })
    console.log(result._tag === 'Left' ? result.left : 'opened')`
  const folder = t.testdir()
  opened(folder).close()
  // root may read everything: then another user opens the folder
  const other = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  for (const name of ['store.lock', 'a.jsonl']) {
    const path = join(folder, name)
    writeFileSync(path, '', { mode: 0 })
    chmodSync(folder, 0o777)
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', script, folder],
      { encoding: 'utf8', ...other },
    )
    if (stderr.includes('EACCES') && stdout === '')
      t.comment('another user cannot read the project')
    else
      t.equal(
        stdout,
        `results: ${path} must be a file to read and write, got EACCES; change its rights or name another folder.\n`,
        stderr,
      )
    rmSync(path)
  }
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

t.test(
  'a process that has ended and was never waited for does not hold a lock',
  { skip: process.platform === 'linux' ? false : 'only Linux tells' },
  async (t) => {
    // the shell becomes sleep, which waits for nobody
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 600'])
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const pid = Number(line.toString())
    while (!/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) await wait(5)
    const folder = t.testdir()
    writeFileSync(
      join(folder, 'store.lock'),
      JSON.stringify({ pid, host: hostname(), t: Date.UTC(2026, 0, 1) }),
    )
    const store = opened(folder)
    t.match(store.notes, [/took over the lock of process/])
    store.close()
    parent.kill()
  },
)

t.test('killed with SIGKILL over and over, no acknowledged record is lost', async (t) => {
  const folder = t.testdir()
  const all: string[] = []
  let torn = 0
  for (let round = 0; round < 6; round += 1) {
    const victim = child('appendForEver.js', folder)
    const lines = linesOf(victim)
    await acknowledged(lines, 1)
    await wait(7 * round)
    victim.kill('SIGKILL')
    await once(victim, 'close')
    all.push(...lines())
    const store = opened(folder)
    store.close()
    t.equal(store.bad, 0)
    t.match(store.notes[0], /^results: took over the lock of process \d+/)
    t.equal(all.filter((key) => !store.done().has(key)).length, 0, `${all.length} acknowledged`)
    // at most one unit was done but not yet acknowledged in each round
    t.ok(store.done().size - all.length <= round + 1)
    torn += store.torn
  }
  t.comment(`${torn} torn lines cut`)
  t.equal(read(folder).torn, 0)
})

t.test(
  'two processes append to one folder without a lock, and a reader beside them sees only whole records',
  async (t) => {
    const folder = t.testdir()
    const writers = [
      child('appendForEver.js', folder, 'false'),
      child('appendForEver.js', folder, 'false'),
    ]
    const lines = writers.map(linesOf)
    await Promise.all(lines.map((each) => acknowledged(each, 2)))
    for (let i = 0; i < 5; i += 1) {
      const promised = lines.flatMap((each) => each())
      const { records, bad } = read(folder)
      t.equal(bad, 0)
      const done = new Set(records.filter(({ kind }) => kind === 'done').map(({ key }) => key))
      t.ok(promised.every((key) => done.has(key)))
      await wait(10)
    }
    for (const writer of writers) writer.kill('SIGKILL')
    await Promise.all(writers.map((writer) => once(writer, 'close')))
    t.equal(recordFiles(folder).length, 2)
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
