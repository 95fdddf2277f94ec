import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { bench, doneIn, makeFolder, program, recordFiles, recordsOf } from './command.js'

const folder = makeFolder()

t.test(
  'a killed run with an incomplete last line continues and repeats no finished job',
  async (t) => {
    const out = join(folder, 'killed')
    const args = [
      '--task',
      'escape-ratio',
      '--preset',
      'quick',
      '--out',
      out,
      '--quiet',
      '--jobs',
      '1',
    ]
    const child = spawn(process.execPath, [program, ...args])
    const done = () => (existsSync(join(out, 'runs')) ? doneIn(out) : [])
    while (done().length < 5) await setTimeout(20)
    child.kill('SIGKILL')
    await new Promise((resolve) => child.on('close', resolve))
    const before = done()
    const [file] = recordFiles(out)
    appendFileSync(file as string, '{"kind":"done","key":"to')
    const { status, stderr } = bench(...args)
    t.equal(status, 0, stderr)
    const after = done()
    // on a busy machine all jobs may be done before the kill
    t.ok(before.length >= 5 && before.every((key) => after.includes(key)))
    t.equal(new Set(after).size, after.length, 'no job runs twice')
    t.match(stderr, new RegExp(`${after.length} of ${after.length} jobs done`))
    const html = readFileSync(join(out, 'report.html'), 'utf8')
    t.match(html, /<svg/)
    t.notMatch(html, /<script|src="http/)
    t.match(readFileSync(join(out, 'claims.md'), 'utf8'), /reproduced/)
    t.ok(readdirSync(join(out, 'figures')).length >= 2)
  },
)

t.test(
  'MNIST on wasm: the loss falls, no tensor leaks, and an optimizer as JSON takes part',
  async (t) => {
    const out = join(folder, 'mnist')
    const file = join(folder, 'mine.json')
    writeFileSync(
      file,
      JSON.stringify({
        base: { name: 'adam' },
        memory: { of: 'momenta', capacity: 2 },
        estimators: [{ name: 'sam' }],
      }),
    )
    const { status, stderr, stdout } = bench(
      '--task',
      'mnist',
      '--preset',
      'quick',
      '--seeds',
      '1',
      '--optimizer',
      `Adam,${file}`,
      '--out',
      out,
      '--json',
      '--jobs',
      '1',
    )
    t.equal(status, 0, stderr)
    t.ok(
      stdout
        .trim()
        .split('\n')
        .every((line) => typeof JSON.parse(line).event === 'string'),
    )
    const records = recordsOf(out)
    const finished = records.filter(({ kind }) => kind === 'done')
    t.equal(finished.length, 2)
    for (const { key, values } of finished) {
      t.equal(values.tensorsLeft, 0)
      // chance is 0.1; 30 steps reach 0.7
      t.ok((values.accuracy as number) > 0.5, `${values.accuracy}`)
      const losses = records
        .filter((record) => record.kind === 'metric' && record.key === key)
        .map((record) => record.values.loss as number)
      t.ok((losses[1] as number) < (losses[0] as number))
    }
  },
)
