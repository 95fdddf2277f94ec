import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { acknowledged, child, linesOf, opened, read, recordFiles } from './stores.js'

t.test(
  'a process that has ended and was never waited for does not hold a lock',
  { skip: process.platform === 'linux' ? false : 'only Linux tells' },
  async (t) => {
    // the shell becomes sleep, which waits for nobody, and only then may its child end
    const parent = spawn('sh', ['-c', 'read line <&3 & echo $!; exec sleep 600'], {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    })
    const [stdout, gate] = [parent.stdout as Readable, parent.stdio[3] as Writable]
    const [line] = (await once(stdout, 'data')) as [Buffer]
    const pid = Number(line.toString())
    while (!readFileSync(`/proc/${parent.pid}/comm`, 'utf8').startsWith('sleep')) await wait(5)
    gate.end()
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
