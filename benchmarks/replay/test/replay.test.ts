// biome-ignore-all lint/suspicious/noExplicitAny: the tests edit untyped JSON
import { replayFile, replayJson } from '@momenta/bench-replay'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'
import { files, read, replayed } from './files.js'

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
