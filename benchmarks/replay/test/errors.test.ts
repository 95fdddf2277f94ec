// biome-ignore-all lint/suspicious/noExplicitAny: the tests edit untyped JSON
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { replayJson } from '@momenta/bench-replay'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'
import { files, read, replayed } from './files.js'

t.test('a file that cannot be replayed is an error that names the reason', async (t) => {
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
    /betas\.1 must lie in \[0, 1\), got 1.5/,
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

t.test('what is compared with nothing, or is not read, is refused', async (t) => {
  const closure = 'adam_cm-closure-rosen2.f64'
  const plain = 'adam-default.f32'
  const memory = 'adam_cm-C5-d0.7-sync1-wd0.01-b2_0.999.f64'
  const cases: readonly (readonly [string, (file: any) => void, RegExp])[] = [
    [plain, (f) => (f.tol = -1), /tol must be a number in \(0, 0.01\], or 1, got -1$/],
    [plain, (f) => (f.tol = 0.5), /tol must be a number in \(0, 0.01\], or 1, got 0.5$/],
    [plain, (f) => (f.tol = 0), /tol must be/],
    [plain, (f) => (f.tol = 1e308), /tol must be a number in \(0, 0.01\], or 1, got 1e\+308$/],
    [plain, (f) => (f.tol = null), /tol must be .*got null/],
    [plain, (f) => (f.steps = []), /steps must be a list of at least one step, got \[\]/],
    [plain, (f) => (f.params = []), /params must be a list of at least one tensor/],
    [plain, (f) => (f.params[0].init[0] = null), /init must be a finite number, got null/],
    [plain, (f) => (f.params[0].shape = [2]), /params.init\[0\] must have 2 elements, got 3/],
    [plain, (f) => f.steps[3].grads.pop(), /steps\[3\].grads must hold one list for each of 3/],
    [plain, (f) => f.steps[3].params[0].pop(), /steps\[3\].params\[0\] must have 3 elements/],
    [plain, (f) => (f.steps[3].loss = 1), /steps.loss must be absent/],
    [plain, (f) => (f.steps[3].los = 1), /steps.los must be absent: the fields are grads, params/],
    [plain, (f) => (f.tolerance = 1), /file: tolerance must be absent/],
    [plain, (f) => (f.kind = 'constructor'), /kind must be one of given.*, got 'constructor'/],
    [plain, (f) => (f.optimizer.name = 'toString'), /optimizer.name: must be one of/],
    [plain, (f) => (f.optimizer.betas1 = 1), /Adam: betas1 must be absent/],
    [plain, (f) => (f.optimizer.topC = 5), /Adam: topC must be absent/],
    [plain, (f) => (f.optimizer.lr = '0.1'), /lr: it must be/],
    [plain, (f) => (f.optimizer.lr = { schedule: 'valueOf' }), /lr.schedule: must be one of/],
    [
      plain,
      (f) => (f.optimizer.lr = { schedule: 'cosine', init: 1, steps: 3, end: 0 }),
      /lr: end must be absent/,
    ],
    [plain, (f) => (f.optimizer.clip = { by: 'value', max: 1, min: 0 }), /clip.min must be absent/],
    [
      plain,
      (f) => (f.optimizer = { name: 'SAM', rho: 1, adaptive: false, base: { name: 'SAM' } }),
      /base must be another optimizer/,
    ],
    [closure, (f) => (f.function.name = 'hasOwnProperty'), /must be one of/],
    [closure, (f) => (f.function.A = [[1]]), /rosenbrock has no parameter A/],
    [closure, (f) => (f.function.n = 3), /n must be the number of parameters/],
    [memory, (f) => f.steps[1].slots.push(0), /slots must hold one slot for each/],
    [memory, (f) => f.final_buffer.pop(), /final_buffer must hold one buffer for each/],
  ]
  for (const [name, change, says] of cases) {
    const file = read(name)
    change(file)
    const result = replayJson(file)
    t.match(E.isLeft(result) ? result.left : 'replayed', says)
  }
  t.match(
    replayJson({ name: 's', kind: 'surfaces', tol: 1e-9, functions: [] }),
    E.left(/functions must be a list of at least one function/),
  )
})

t.test('what a file says is printed on one line', async (t) => {
  const path = join(mkdtempSync(join(tmpdir(), 'momenta-replay-')), 'a.json')
  t.teardown(() => rmSync(dirname(path), { recursive: true }))
  writeFileSync(path, JSON.stringify({ ...read('adam-default.f32'), kind: 'a\nok     b' }))
  const program = new URL('../dist/replay.js', import.meta.url).pathname
  const { stdout } = spawnSync(process.execPath, [program, path], { encoding: 'utf8' })
  t.match(stdout, /^not ok a.json: .*got 'a\\nok {5}b'\n0 of 1 files within tolerance\n$/)
})

t.test('the command prints a line a file and exits with 1 if one fails', async (t) => {
  const program = new URL('../dist/replay.js', import.meta.url).pathname
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
  const good = run(files[0] as string)
  t.equal(good.status, 0)
  t.match(
    good.stdout,
    /^ok .*largest deviation .* of the tolerance\n1 of 1 files within tolerance\n$/,
  )
  const bad = run(files[0] as string, 'missing.json')
  t.equal(bad.status, 1)
  t.match(bad.stdout, /not ok missing.json: cannot be replayed: ENOENT/)
  t.equal(run().status, 2)
})
