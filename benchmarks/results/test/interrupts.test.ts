import { onInterrupt } from '@momenta/bench-results'
import t from 'tap'
import { first, interrupt } from './reporters.js'

t.test(
  'the first SIGINT or SIGTERM finishes the record, says how to resume and exits with 130',
  async (t) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      t.strictSame(await interrupt([signal]), {
        code: 130,
        out: 'ready\nflushed\n',
        err: `${first}Interrupted: what is done is kept. Resume with: npm run bench -- --out runs\n`,
      })
  },
)

t.test('the second signal exits with 130 at once', async (t) => {
  const both = await interrupt(['SIGINT', 'SIGTERM'], 'slow')
  t.strictSame(both, { code: 130, out: 'ready\n', err: first }, 'nothing was flushed')
})

t.test(
  'an interrupt aborts its signal; a failure to finish is said and exits with 1; dispose ends it',
  async (t) => {
    const said: string[] = []
    const listeners = process.listenerCount('SIGTERM')
    const left = new Promise<number>((exit) => {
      const { signal, dispose } = onInterrupt(() => Promise.reject(new Error('disk full')), {
        resume: 'again',
        say: (line) => said.push(line),
        exit,
      })
      t.notOk(signal.aborted)
      process.emit('SIGTERM')
      t.ok(signal.aborted)
      dispose()
      t.equal(process.listenerCount('SIGTERM'), listeners)
    })
    t.equal(await left, 1)
    t.strictSame(said, [first.trimEnd(), 'Interrupted, and could not finish: disk full'])
  },
)

t.test('a signal that arrives twice at once counts once', async (t) => {
  let time = 0
  const codes: number[] = []
  const { dispose } = onInterrupt(() => new Promise(() => {}), {
    resume: 'again',
    say: () => {},
    exit: (code) => codes.push(code),
    now: () => time,
  })
  // what a terminal sends to npm and to its child, and npm to the child once more
  process.emit('SIGINT', 'SIGINT')
  process.emit('SIGINT', 'SIGINT')
  t.same(codes, [])
  time = 1000
  process.emit('SIGINT', 'SIGINT')
  t.same(codes, [130], 'a second later it is a second one')
  dispose()
})
