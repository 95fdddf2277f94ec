import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { benchHere, doneIn, makeFolder, program, quick, recordFiles, recordsOf } from './command.js'

const folder = makeFolder()

/** No stack trace, no lock left behind. */
const isClean = (t: Test, { stderr }: { readonly stderr: string }, out: string) => {
  t.notMatch(stderr, /\n {4}at |node:internal/)
  t.notOk(existsSync(join(out, 'runs', 'store.lock')))
}

t.test(
  'a folder of another version and one that cannot be written are errors, and nothing is changed',
  async (t) => {
    const other = join(folder, 'other')
    mkdirSync(join(other, 'runs'), { recursive: true })
    const store = join(other, 'runs', 'store.json')
    writeFileSync(store, '{"version":99}')
    const { status, stderr } = await benchHere(t, ...quick(other))
    t.equal(status, 1)
    t.match(stderr, /version/)
    t.equal(readFileSync(store, 'utf8'), '{"version":99}')
    const blocked = join(folder, 'a-file')
    writeFileSync(blocked, '')
    t.equal((await benchHere(t, ...quick(blocked))).status, 1)
  },
)

t.test('a full disk: one line, exit code 1, and finished jobs are kept', async (t) => {
  if (process.platform === 'win32') return
  for (const jobs of ['1', '2']) {
    const out = join(folder, `full-${jobs}`)
    // no file may grow over 8 KB: what the writer sees is the same as on a full disk
    const args = [...quick(out), '--jobs', jobs, '--quiet']
    const ran = spawnSync(
      'bash',
      ['-c', `ulimit -f 8; exec "$@"`, 'bash', process.execPath, program, ...args],
      { encoding: 'utf8' },
    )
    t.equal(ran.status, 1)
    t.match(
      ran.stderr,
      /^bench: results: \S+ must have free space, got ENOSPC; free some space[^\n]*\n$/,
    )
    isClean(t, ran, out)
    const before = doneIn(out)
    t.ok(before.length > 0)
    const again = await benchHere(t, ...quick(out, '--quiet'))
    t.equal(again.status, 0, again.stderr)
    const after = doneIn(out)
    t.ok(
      before.every((key) => after.includes(key)),
      'nothing is lost',
    )
    t.equal(new Set(after).size, after.length, 'no job runs twice')
  }
})

t.test('a report that cannot be written: one line with the path, exit code 1', async (t) => {
  const out = join(folder, 'blocked')
  t.equal((await benchHere(t, ...quick(out, '--quiet'))).status, 0)
  const count = doneIn(out).length
  for (const name of ['report.html', 'claims.md', 'figures']) {
    const path = join(out, name)
    rmSync(path, { recursive: true, force: true })
    if (name === 'figures') writeFileSync(path, '')
    else mkdirSync(join(path, 'in the way'), { recursive: true })
    const ran = await benchHere(t, ...quick(out, name === 'figures' ? '--quiet' : '--report-only'))
    t.equal(ran.status, 1)
    t.match(
      ran.stderr,
      new RegExp(
        `^bench: ${path}\\S* must be a writable file, got E[A-Z]+; the results are kept[^\\n]*\\n$`,
      ),
    )
    isClean(t, ran, out)
    rmSync(path, { recursive: true })
    t.notOk(readdirSync(out).some((each) => each.endsWith('.tmp')))
  }
  t.equal((await benchHere(t, ...quick(out, '--report-only'))).status, 0)
  t.equal(doneIn(out).length, count)
})

t.test('a malformed done line is named and skipped, and its job runs again', async (t) => {
  const out = join(folder, 'shapes')
  t.equal((await benchHere(t, ...quick(out, '--quiet'))).status, 0)
  const lines = recordsOf(out)
  const done = lines.filter(({ kind }) => kind === 'done')
  const strange = [
    (one: object) => ({ ...one, data: 'text' }),
    (one: object) => ({ ...one, data: undefined }),
    (one: object) => ({ ...one, data: null }),
    (one: object) => ({ ...one, data: { steps: 5, x: [] } }),
    (one: object) => ({ ...one, data: { steps: [0, 1], x: [1, { a: 1 }] } }),
    (one: object) => ({ ...one, values: {} }),
  ]
  const [file] = recordFiles(out) as [string]
  const rewritten = lines.map((line) => {
    const i = done.indexOf(line)
    return JSON.stringify(strange[i]?.({ ...line, id: `strange-${i}` }) ?? line)
  })
  writeFileSync(file, `${rewritten.join('\n')}\n`)
  const report = await benchHere(t, ...quick(out, '--report-only'))
  t.equal(report.status, 0, report.stderr)
  isClean(t, report, out)
  t.match(report.stderr, new RegExp(`${done.length - strange.length} of ${done.length} jobs done`))
  const html = readFileSync(join(out, 'report.html'), 'utf8')
  for (const i of strange.keys())
    for (const text of [report.stderr, html])
      t.match(text, new RegExp(`skipped the done line strange-${i} of one-dimensional `))
  const again = await benchHere(t, ...quick(out))
  t.match(again.stderr, new RegExp(`${done.length} of ${done.length} jobs done`))
  t.equal(doneIn(out).length, done.length + strange.length, 'only those run again')
})

t.test('a closed pipe ends the run silently, and finished jobs are kept', async (t) => {
  const out = join(folder, 'head')
  const child = spawn(process.execPath, [program, ...quick(out, '--json')])
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  // at once, while the program loads: later it might be finished
  child.stdout.destroy()
  const [code] = await once(child, 'close')
  t.equal(code, 141)
  t.notMatch(stderr, /Error|EPIPE|\n {4}at /)
  t.notOk(existsSync(join(out, 'runs', 'store.lock')))
  const before = doneIn(out)
  t.equal((await benchHere(t, ...quick(out, '--quiet'))).status, 0)
  const after = doneIn(out)
  t.equal(new Set(after).size, after.length)
  t.ok(before.every((key) => after.includes(key)))
})

t.test(
  'a full standard output is an error of one line',
  { skip: !existsSync('/dev/full') },
  async (t) => {
    const ran = spawnSync(
      'sh',
      ['-c', `exec "$@" > /dev/full`, 'sh', process.execPath, program, '--list'],
      { encoding: 'utf8' },
    )
    t.equal(ran.status, 1)
    t.equal(ran.stderr, 'bench: standard output must be writable, got ENOSPC\n')
  },
)

t.test('where a checkpoint cannot be written no other job starts', async (t) => {
  const out = join(folder, 'checkpoints')
  mkdirSync(out)
  writeFileSync(join(out, 'checkpoints'), '')
  const methods = ['Adam', 'Adam+CM', 'Adam+CG'].flatMap((name) => ['--optimizer', name])
  const run = ['--preset', 'smoke', '--task', 'fashion-cnn', ...methods, '--jobs', '1']
  const args = [...run, '--minutes', '1e-9', '--out', out, '--quiet']
  const ran = await benchHere(t, ...args)
  t.equal(ran.status, 1)
  t.match(
    ran.stderr,
    /^bench: results: [^\n]*checkpoints must be a folder, got a file in its place; name[^\n]*\n$/,
  )
  t.equal(recordsOf(out).filter(({ kind }) => kind === 'start').length, 1)
  isClean(t, ran, out)
  rmSync(join(out, 'checkpoints'))
  const again = await benchHere(t, ...args)
  t.equal(again.status, 0, again.stderr)
  t.equal(doneIn(out).length, 3)
})

t.test('data that are damaged are one line for each task, and other tasks run', async (t) => {
  const out = join(folder, 'damaged')
  const data = join(folder, 'data')
  mkdirSync(join(data, 'mnist'), { recursive: true })
  writeFileSync(join(data, 'mnist', 'train-images-idx3-ubyte'), 'half a file')
  const methods = ['--optimizer', 'Adam', '--optimizer', 'Adam+CM']
  const tasks = ['--task', 'fashion-cnn,mnist,brown-lstm']
  const args = ['--preset', 'smoke', ...tasks, ...methods, '--jobs', '1', '--quiet', '--out', out]
  const ran = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, MOMENTA_DATA: data },
  })
  t.equal(ran.status, 1)
  const failures = ran.stderr.split('\n').filter((line) => line.includes(' failed: '))
  t.equal(failures.length, 2)
  for (const line of failures)
    t.match(
      line,
      /Adam .*failed: mnist: \S+ must have md5 .*replace it, .*; 1 more jobs of (mnist|fashion-cnn) are skipped$/,
    )
  t.equal(doneIn(out).length, 2, 'Brown')
  isClean(t, ran, out)
})
