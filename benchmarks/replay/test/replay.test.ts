// biome-ignore-all lint/suspicious/noExplicitAny: reference files are changed in places that no type names.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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
})

const read = (name: string): { [name: string]: any } =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))

t.test("weight decay of the paper's algorithms is decoupled", async (t) => {
  for (const name of [
    'cm_paper-read_after-C3-d0.7-wd0.1-b2_0.99.f64',
    'cg_paper-read_before-C3-d0.7-wd0.1-b2_0.99.f64',
  ]) {
    const file = read(name)
    t.equal(file.optimizer.weight_decay, 0.1)
    const result = replayJson(file)
    t.ok(E.isRight(result) && result.right <= 1, name)
  }
})

t.test('every number of a trajectory is compared, in float64 and in float32', async (t) => {
  const memory64 = 'adam_cm-C5-d0.7-sync1-wd0.01-b2_0.999.f64'
  const memory32 = 'adam_cm-C5-d0.7-sync0.f32'
  const closure = 'adam_cm-closure-rosen2.f64'
  const sam = 'sam-adam_cm-quad-rho0.05.f64'
  const cases: readonly (readonly [string, string, (file: any) => void])[] = [
    ['a parameter', memory64, (file) => (file.steps[30].params[0][1] += 1e-3)],
    ['a parameter', memory32, (file) => (file.steps[30].params[0][1] += 1)],
    ['a final key', memory64, (file) => (file.final_buffer[0].keys[0] *= 1.001)],
    ['a final key', memory32, (file) => (file.final_buffer[0].keys[0] *= 1.1)],
    ['the size of a buffer', memory64, (file) => (file.final_buffer[1].size = 4)],
    ['the size of a buffer', memory32, (file) => (file.final_buffer[1].size = 4)],
    ['an offer accepted', memory64, (file) => (file.steps[2].slots[0] = -1)],
    [
      'an offer rejected',
      memory32,
      (file) =>
        (file.steps.find(({ slots }: { slots: number[] }) => slots.includes(-1)).slots = [0, 0, 0]),
    ],
    ['a loss', closure, (file) => (file.steps[7].loss *= 1.0001)],
    ['a gradient', closure, (file) => (file.steps[7].grads[0][0] *= 1.0001)],
    ['a perturbed gradient', sam, (file) => (file.steps[7].grads_perturbed[0][0] *= 1.0001)],
  ]
  for (const [what, name, change] of cases) {
    const file = read(name)
    const before = replayJson(file)
    t.ok(E.isRight(before) && before.right <= 1, `${what}: ${name} as it is`)
    change(file)
    const after = replayJson(file)
    t.ok(E.isRight(after) && after.right > 1, `${what} of ${name}`)
  }
  // a valley of Rosenbrock in float32: errors of 6e-8 grow to 1e-4 in 60 steps
  const single: { [name: string]: any } = { ...read(closure), dtype: 'float32', tol: 1e-2 }
  const before = replayJson(single)
  t.ok(E.isRight(before) && before.right <= 1, JSON.stringify(before))
  single.steps[7].loss *= 1.1
  const after = replayJson(single)
  t.ok(E.isRight(after) && after.right > 1, 'a loss in float32')
})

t.test('every number at a point of a surface is compared', async (t) => {
  // at its minimum: eigenvalues of [[802, -400], [-400, 200]]
  const rosenbrock = {
    x: [1, 1],
    f: 0,
    grad: [0, 0],
    hess_eig_max: 501 + Math.sqrt(501 ** 2 - 400),
    hess_eig_min: 400 / (501 + Math.sqrt(501 ** 2 - 400)),
    hess_trace: 1002,
    hess: [
      [802, -400],
      [-400, 200],
    ],
  }
  const of = (points: readonly object[], more: object = {}) =>
    replayJson({
      name: 's',
      kind: 'surfaces',
      tol: 1e-9,
      functions: [{ name: 'rosenbrock', dim: 2, points, ...more }],
    })
  const good = of([rosenbrock])
  t.ok(E.isRight(good) && good.right <= 1, JSON.stringify(good))
  for (const [name, value] of Object.entries({
    f: 1e-6,
    grad: [0, 1e-6],
    hess_eig_max: 1001,
    hess_eig_min: 0.4,
    hess_trace: 1003,
    hess: [
      [802, -400],
      [-400, 201],
    ],
  })) {
    const bad = of([{ ...rosenbrock, [name]: value }])
    t.ok(E.isRight(bad) && bad.right > 1, name)
  }
  for (const [name, value] of Object.entries({ x: [1], grad: [0], hess: [[802]], more: 1 }))
    t.ok(E.isLeft(of([{ ...rosenbrock, [name]: value }])), name)
  t.match(of([]), E.left(/points must be a list of at least one point, got \[\]/))
  t.match(of([rosenbrock], { s: 4 }), E.left(/rosenbrock has no parameter s/))
  t.match(of([rosenbrock], { name: 'constructor' }), E.left(/must be one of/))
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
    [plain, (f) => (f.tol = -1), /tol must be a number in \(0, 0.01\], got -1$/],
    [plain, (f) => (f.tol = 0), /tol must be/],
    [plain, (f) => (f.tol = 1e308), /tol must be a number in \(0, 0.01\], got 1e\+308$/],
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
    /^ok .*worst deviation .* of the tolerance\n1 of 1 files within tolerance\n$/,
  )
  const bad = run(files[0] as string, 'missing.json')
  t.equal(bad.status, 1)
  t.match(bad.stdout, /not ok missing.json: cannot be replayed: ENOENT/)
  t.equal(run().status, 2)
})
