import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { openStore, readStore } from '@momenta/bench-results'
import t from 'tap'
import { messageOf, oneLine, opened } from './stores.js'

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
      /^results: \/proc\/momenta must be a writable folder, got E[A-Z]+; change its rights/,
    )
  }
  t.match(messageOf(readStore(join(base, 'none'), { version: 1 })), oneLine)
})

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
    t.match(saysOf('store.lock', pipe), /got a special file/)
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
        `results: ${path} must be a readable and writable file, got EACCES; change its rights or name another folder.\n`,
        stderr,
      )
    rmSync(path)
  }
})

t.test('a file that is removed while a folder is read is skipped', async (t) => {
  const folder = t.testdir()
  opened(folder).close()
  // listed, and missing when it is opened
  symlinkSync(join(folder, 'gone'), join(folder, 'vm-1-00000000.jsonl'))
  const store = opened(folder)
  t.same(store.records, [])
  store.close()
})
