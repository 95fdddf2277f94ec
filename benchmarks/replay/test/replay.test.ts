// biome-ignore-all lint/suspicious/noExplicitAny: reference files are changed in places that no type names.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { replayFile, replayJson } from '@momenta/bench-replay'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'

const folder = new URL('../test/data/', import.meta.url)
const files = readdirSync(folder).map((name) => new URL(name, folder).pathname)

t.test('every reference file stays within its tolerance', async (t) => {
  t.ok(files.length >= 20)
  for (const file of files) {
    const result = replayFile(file)
    t.ok(
      E.isRight(result) && result.right <= 1,
      `${file.split('/').at(-1)}: ${JSON.stringify(result)}`,
    )
  }
})

const example = (): Record<string, never> & { [name: string]: unknown } =>
  JSON.parse(
    readFileSync(new URL('adam_cm-C5-d0.7-sync1-wd0.01-b2_0.999.f64.json', folder), 'utf8'),
  )
const replayed = (change: (file: { [name: string]: any }) => void) => {
  const file = example() as { [name: string]: any }
  change(file)
  return replayJson(file)
}

t.test('a wrong rule is seen: each of these takes the file out of its tolerance', async (t) => {
  for (const [name, change] of Object.entries({
    decay: (o: any) => {
      o.decay = 0.71
    },
    topC: (o: any) => {
      o.topC = 6
    },
    synced: (o: any) => {
      o.synced = false
    },
    betas: (o: any) => {
      o.betas = [0.9, 0.9991]
    },
    weight_decay: (o: any) => {
      o.weight_decay = 0.011
    },
  })) {
    const result = replayed((file) => change(file.optimizer))
    t.ok(E.isRight(result) && result.right > 1, name)
  }
  const keys = replayed((file) => {
    file.final_buffer[0].keys[0] *= 1.001
  })
  t.ok(E.isRight(keys) && keys.right > 1, 'the keys in the end')
})

t.test('what cannot be replayed is told', async (t) => {
  const says = (change: (file: { [name: string]: any }) => void) => {
    const result = replayed(change)
    return E.isLeft(result) ? result.left : 'replayed'
  }
  t.match(
    says((file) => {
      file.kind = 'dream'
    }),
    /kind must be one of given-gradients, closure, surfaces, got 'dream'/,
  )
  t.match(
    says((file) => {
      file.optimizer.name = 'Adan'
    }),
    /optimizer.name: must be one of .*Adam_CM.*, got 'Adan'/,
  )
  t.match(
    says((file) => {
      delete file.optimizer.betas
    }),
    /betas must be/,
  )
  t.match(
    says((file) => {
      file.optimizer.betas = [0.9, 1.5]
    }),
    /b2 must lie in \[0, 1\), got 1.5/,
  )
  t.match(
    says((file) => {
      file.steps[3].grads[0].pop()
    }),
    /must have \d+ elements/,
  )
  t.match(
    says((file) => {
      file.optimizer.lr = { schedule: 'zigzag' }
    }),
    /lr.schedule: must be one of/,
  )
})

t.test('the command prints a line a file and exits with 1 if one fails', async (t) => {
  const program = new URL('../dist/replay.js', import.meta.url).pathname
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
  const good = run(files[0] as string)
  t.equal(good.status, 0)
  t.match(
    good.stdout,
    /^ok .*worst deviation .* of the tolerance\n1 of 1 files within tolerance\n$/,
  )
  const bad = run(files[0] as string, 'missing.json')
  t.equal(bad.status, 1)
  t.match(bad.stdout, /not ok missing.json: cannot be replayed: ENOENT/)
  t.equal(run().status, 2)
})
