import '@momenta/gradients'
import '@tensorflow/tfjs-backend-cpu'
import { memoriesOf, type Optimizer, optimizer } from '@momenta/core'
import { cloneIterate, disposeIterate, eager, oracleOf } from '@momenta/eager'
import { compile, float64 } from '@momenta/float64'
import { adam, adamCG, adamCM, sgd } from '@momenta/optimizers'
import { fifo } from '@momenta/policies'
import {
  type MonitorOptions,
  monitor,
  preconditionerOf,
  quadraticObjective,
  type RunRecord,
  type Seen,
  stabilityLine,
} from '@momenta/probes'
import { applyIfFinite, masked, scaleByAdam } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

const near = (a: number | null | undefined, b: number, share: number) =>
  Math.abs((a as number) - b) <= share * Math.abs(b)
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, n, i) => sum + n * (b[i] as number), 0)
const norm = (a: ArrayLike<number>) => Math.sqrt(dot(a, a))

t.before(async () => {
  await tf.setBackend('cpu')
})

const lambda = [5, 3, 1, 0.5]
/** ½ Σ λ w², on two leaves. */
const evaluate = ({ a, b }: { a: Float64Array; b: Float64Array }) => {
  const w = [...a, ...b]
  return {
    value: w.reduce((sum, n, i) => sum + ((lambda[i] as number) * n * n) / 2, 0),
    grads: {
      a: a.map((n, i) => (lambda[i] as number) * n),
      b: b.map((n, i) => (lambda[i + 2] as number) * n),
    },
  }
}
const objective = quadraticObjective({ spectrum: lambda })
const start = { a: Float64Array.of(1, -2), b: Float64Array.of(0.5, 3) }
const fixed = { now: () => 0 }

/** Runs in float64 under a monitor: the iterates, and the records that were due. */
const watched = async (chosen: Optimizer, steps: number, options: MonitorOptions) => {
  const { init, step } = float64(chosen)
  const watch = monitor(chosen, { ...fixed, ...options })
  let iterate = init(start)
  const iterates = [iterate]
  let seen = await watch.start(iterate)
  const records: RunRecord[] = []
  for (let i = 0; i < steps; i++) {
    iterate = step(evaluate, iterate)
    iterates.push(iterate)
    seen = await watch.see(seen, iterate)
    if (seen.record !== undefined) records.push(seen.record)
  }
  return { iterates, records, last: records.at(-1) as RunRecord, seen }
}
const flat = ({ params }: { params: typeof start }) => Float64Array.of(...params.a, ...params.b)

t.test(
  'distance and path are those of the iterates; a record comes every so many steps',
  async (t) => {
    const { iterates, records, last } = await watched(adam({ learningRate: 0.1 }), 12, {
      every: 4,
      objective,
    })
    t.same(
      records.map(({ step }) => step),
      [4, 8, 12],
    )
    const points = iterates.map(flat)
    const chord = (i: number, j: number) =>
      norm((points[i] as Float64Array).map((n, k) => n - (points[j]?.[k] as number)))
    const path = points.slice(1).reduce((sum, _, i) => sum + chord(i + 1, i), 0)
    t.ok(near(last.path, path, 1e-12))
    t.ok(near(last.distance, chord(12, 0), 1e-12))
    t.ok(last.path > last.distance)
    t.equal(last.loss, iterates[12]?.value)
    const coarse = await watched(adam({ learningRate: 0.1 }), 12, { every: 6, pathEvery: 3 })
    t.ok(near(coarse.last.path, chord(3, 0) + chord(6, 3) + chord(9, 6) + chord(12, 9), 1e-12))
    t.equal(coarse.last.pathEvery, 3)
    t.match(coarse.last, { sharpness: null, stability: null, memories: [] })
  },
)

t.test('who looks only now and then still gets the records that were due since', async (t) => {
  const chosen = adam({ learningRate: 0.1 })
  const { init, step } = float64(chosen)
  const watch = monitor(chosen, { ...fixed, every: 10 })
  let iterate = init(start)
  let seen = await watch.start(iterate)
  const due: number[] = []
  for (let i = 1; i <= 42; i++) {
    iterate = step(evaluate, iterate)
    if (i % 7 !== 0) continue
    seen = await watch.see(seen, iterate)
    if (seen.record !== undefined) due.push(seen.record.step)
  }
  t.same(due, [14, 21, 35, 42])
})

t.test(
  'lr·λmax(P⁻¹H) is that of the diagonal, with its error, beside the line of Adam',
  async (t) => {
    const chosen = adam({ learningRate: 0.1, b1: 0.8, b2: 0.99, eps: 1e-3 })
    const { iterates, last } = await watched(chosen, 10, { every: 10, objective })
    // by hand from the gradients of the run
    let v = [0, 0, 0, 0]
    for (const iterate of iterates.slice(0, 10)) {
      const g = flat({ params: evaluate(iterate.params).grads })
      v = v.map((n, i) => 0.99 * n + 0.01 * (g[i] as number) ** 2)
    }
    const P = v.map((n) => (1 - 0.8 ** 10) * (Math.sqrt(n / (1 - 0.99 ** 10)) + 1e-3))
    const found = await preconditionerOf(chosen, iterates[10] as never)
    t.ok(found?.every((n, i) => near(n, P[i] as number, 1e-12)))
    const wanted = 0.1 * Math.max(...lambda.map((n, i) => n / (P[i] as number)))
    t.ok(Math.abs((last.stability?.value as number) - wanted) <= (last.stability?.error as number))
    t.ok(near(last.stability?.value, wanted, 1e-6))
    t.ok(near(last.sharpness?.value, 5, 1e-6))
    t.ok(near(last.line, 18, 1e-12) && last.lineWithoutMemory === last.line)
    t.match(last.stability, {
      converged: true,
      how: /lr times the top eigenvalue; central differences of gradients, preconditioned/,
    })
    const [s, p] = [last.sharpness, last.stability]
    t.equal(last.cost.gradients, (s?.gradients as number) + (p?.gradients as number))
    t.equal(last.cost.matvecs, (s?.matvecs as number) + (p?.matvecs as number))
    t.equal(last.cost.reads, 4 + 10 * 4 + 4, 'the start, ten times the parameters, and v')
  },
)

t.test(
  'a first-in-first-out memory: ages 0, 1, 2, a replacement a step, variance and agreement by hand',
  async (t) => {
    const chosen = adamCM({ learningRate: 0.05, capacity: 3, policy: fifo() })
    const { iterates, last } = await watched(chosen, 10, { every: 5 })
    const [memory] = memoriesOf(chosen.transform, (iterates[10] as (typeof iterates)[number]).state)
    const entries = (memory?.entries ?? []).map((leaves) => leaves.flatMap((leaf) => [...leaf]))
    const mean = (entries[0] as number[]).map((_, j) =>
      entries.reduce((sum, e) => sum + (e[j] as number) / 3, 0),
    )
    const variance = entries.reduce(
      (sum, e) => sum + norm(e.map((n, j) => n - (mean[j] as number))) ** 2 / 3,
      0,
    )
    const square = entries.reduce((sum, e) => sum + dot(e, e) / 3, 0)
    const cosine = (i: number, j: number) =>
      dot(entries[i] as number[], entries[j] as number[]) /
      (norm(entries[i] as number[]) * norm(entries[j] as number[]))
    const agreement = (i: number) =>
      [0, 1, 2].filter((j) => j !== i).reduce((sum, j) => sum + cosine(i, j) / 2, 0)
    const top = (numbers: readonly number[]) => numbers.indexOf(Math.max(...numbers))
    const found = last.memories[0]
    t.match(found, { entries: 3, meanAge: 1, greatestAge: 2, replacementsPerStep: 1 })
    t.ok(near(found?.variance, variance, 1e-12))
    t.ok(near(found?.relativeVariance, variance / square, 1e-12))
    t.ok(near(found?.agreementByKey, agreement(top(memory?.keys ?? [])), 1e-12))
    t.ok(near(found?.agreementByNorm, agreement(top(entries.map(norm))), 1e-12))
    t.equal(found?.leastKey, 7)
    t.equal(found?.greatestKey, 9)
    t.ok(near(last.line, stabilityLine({ capacity: 3 }), 1e-12))
    t.ok(near(last.lineWithoutMemory, 38, 1e-12))
  },
)

t.test('a memory that keeps what it has grows old and replaces nothing', async (t) => {
  // no decay of the keys, and gradients that only shrink: the first three stay
  const { records } = await watched(
    adamCM({
      learningRate: 1e-3,
      capacity: 3,
      policy: (keys, newcomer, { capacity }) => ({
        keys: keys.length < capacity ? [...keys, newcomer] : keys,
        slot: keys.length < capacity ? keys.length : undefined,
      }),
    }),
    20,
    { every: 10 },
  )
  t.match(records[1]?.memories[0], { replacementsPerStep: 0, greatestAge: 19, meanAge: 18 })
})

t.test(
  'amplification is ‖m + mean of the memory before‖/‖m‖ of the step, whatever the aggregator',
  async (t) => {
    const capacity = 2
    for (const startup of ['burst', 'debiased'] as const) {
      const chosen = adamCM({ learningRate: 0.01, b1: 0.7, capacity, policy: fifo(), startup })
      const { iterates, records } = await watched(chosen, 300, { every: 100 })
      let m = [0, 0, 0, 0]
      const kept: number[][] = []
      let amplified = 0
      for (const iterate of iterates.slice(0, 300)) {
        const g = flat({ params: evaluate(iterate.params).grads })
        m = m.map((n, i) => 0.7 * n + 0.3 * (g[i] as number))
        const mean = m.map((_, i) =>
          kept.reduce((sum, e) => sum + (e[i] as number) / Math.max(1, kept.length), 0),
        )
        amplified = norm(m.map((n, i) => n + (mean[i] as number))) / norm(m)
        kept.push(m)
        if (kept.length > capacity) kept.shift()
      }
      t.ok(
        near(records[2]?.amplification, amplified, 1e-6),
        `${startup}: ${records[2]?.amplification}, ${amplified}`,
      )
    }
    const { last } = await watched(adamCG({ learningRate: 0.01 }), 4, { every: 4 })
    t.equal(last.amplification, null)
    t.match(last.notes[0], /no momentum in front of its scaling/)
    const decayed = await watched(
      adamCM({ learningRate: 0.01, weightDecay: 0.1, decoupled: true }),
      4,
      { every: 4 },
    )
    t.match(decayed.last.notes[0], /a part behind the scaling changes the step/)
    const rare = await watched(adamCM({ learningRate: 0.01 }), 8, { every: 4, pathEvery: 4 })
    t.match(rare.last.notes[0], /the step before was not read/)
  },
)

t.test('what an optimizer does not have is null, with a note, and nothing throws', async (t) => {
  const { last } = await watched(sgd({ learningRate: 0.1 }), 4, { every: 2, objective })
  t.match(last, { line: null, lineWithoutMemory: null, stability: null, memories: [] })
  t.match(last.notes, [/^amplification/, /^stability: preconditioner/])
  t.ok(near(last.sharpness?.value, 5, 1e-6))
  const flatStart = await watched(adam({ learningRate: 0, eps: 0 }), 2, { every: 2, objective })
  t.ok(flatStart.last.stability === null || flatStart.last.stability.converged)
  const partly = optimizer(masked(scaleByAdam(), (name) => name === 'a'))
  const { iterates } = await watched(partly, 2, { every: 2 })
  t.equal(await preconditionerOf(partly, iterates[2] as never), undefined)
  const guarded = optimizer(applyIfFinite(adam({ learningRate: 0.1 }).transform))
  const run = await watched(guarded, 4, { every: 2, objective })
  t.ok(run.last.stability?.converged, 'combinators wrap the state')
  t.throws(() => monitor(partly, { every: 0 }), {
    message: /every must be a positive integer, got 0/,
  })
  await t.rejects(
    watched(adam(), 2, { every: 1, objective: quadraticObjective({ spectrum: [1] }) }),
    { message: /must have 1 elements, got 4/ },
  )
})

t.test('schedules give the learning rate by a function', async (t) => {
  const rate = (step: number) => 0.1 / (1 + step)
  const { last } = await watched(adam({ learningRate: rate, eps: 0.1 }), 6, {
    every: 6,
    objective,
    learningRate: rate,
  })
  const { last: none } = await watched(adam({ learningRate: rate, eps: 0.1 }), 6, {
    every: 6,
    objective,
  })
  t.equal(none.stability, null)
  const { last: constant } = await watched(adam({ learningRate: rate, eps: 0.1 }), 6, {
    every: 6,
    objective,
    learningRate: () => 1,
  })
  t.ok(
    near(last.stability?.value, rate(5) * (constant.stability?.value as number), 1e-9),
    'that of the step that was taken',
  )
})

t.test(
  'on tensors as in float64, without a leak, and the run is the same bits as without a monitor',
  async (t) => {
    const chosen = adamCM({ learningRate: 0.05, capacity: 3 })
    const reference = await watched(chosen, 20, { every: 10, objective })
    const { init, step } = eager(chosen)
    const oracle = oracleOf(({ a, b }: { a: tf.Tensor; b: tf.Tensor }) => {
      const w = tf.concat([a, b])
      return tf.mul(0.5, tf.sum(tf.mul(tf.tensor1d(lambda), tf.square(w)))) as tf.Scalar
    })
    const given: { a: tf.Tensor; b: tf.Tensor } = {
      a: tf.tensor1d([1, -2]),
      b: tf.tensor1d([0.5, 3]),
    }
    const run = async (watching: boolean) => {
      const before = tf.memory().numTensors
      const watch = monitor(chosen, { ...fixed, every: 10, objective })
      let iterate = init(given)
      let seen: Seen | undefined = watching ? await watch.start(iterate) : undefined
      const records: RunRecord[] = []
      for (let i = 0; i < 20; i++) {
        iterate = step(oracle, iterate)
        if (seen === undefined) continue
        const tensors = tf.memory().numTensors
        seen = await watch.see(seen, iterate)
        t.equal(tf.memory().numTensors, tensors)
        if (seen.record !== undefined) records.push(seen.record)
      }
      const copy = cloneIterate(iterate)
      const bits = [...copy.params.a.dataSync(), ...copy.params.b.dataSync()]
      disposeIterate(copy)
      disposeIterate(iterate)
      t.equal(tf.memory().numTensors, before)
      return { bits, records }
    }
    const [alone, seen] = [await run(false), await run(true)]
    t.same(seen.bits, alone.bits)
    for (const [i, record] of seen.records.entries()) {
      const wanted = reference.records[i] as RunRecord
      for (const name of ['path', 'distance', 'amplification', 'line'] as const)
        t.ok(
          near(record[name], wanted[name] as number, 1e-3),
          `${name}: ${record[name]}, ${wanted[name]}`,
        )
      t.ok(near(record.loss, wanted.loss as number, 1e-4))
      t.ok(near(record.stability?.value, wanted.stability?.value as number, 1e-3))
      t.ok(
        near(
          record.memories[0]?.relativeVariance,
          wanted.memories[0]?.relativeVariance as number,
          1e-3,
        ),
      )
      t.match(record.memories[0], {
        replacementsPerStep: wanted.memories[0]?.replacementsPerStep,
        meanAge: wanted.memories[0]?.meanAge,
      })
    }
  },
)

t.test('a compiled run is watched by its state', async (t) => {
  const chosen = adamCM({ learningRate: 0.05, capacity: 3 })
  const reference = await watched(chosen, 10, { every: 10, objective })
  const run = compile(chosen, [start.a, start.b], { names: ['0', '1'] })
  const watch = monitor(chosen, { ...fixed, every: 10, objective })
  const iterate = () => ({ params: run.params, state: run.state() })
  let seen = await watch.start(iterate())
  for (let i = 0; i < 10; i++) {
    run.step(([a, b], [ga, gb]) => {
      const { value, grads } = evaluate({ a, b } as typeof start)
      ga?.set(grads.a)
      gb?.set(grads.b)
      return value
    })
    seen = await watch.see(seen, iterate())
  }
  const { record } = seen
  t.same({ ...record, loss: null }, { ...reference.last, loss: null })
})
