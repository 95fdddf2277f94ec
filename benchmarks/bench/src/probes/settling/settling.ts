import { median } from '@momenta/bench-results'
import { compile } from '@momenta/float64'
import { monitor } from '@momenta/monitor'
import { buildOptimizer, type Json, type OptimizerSpec } from '@momenta/optimizers'
import { objectiveOf, stabilityLine } from '@momenta/probes'
import * as t from 'io-ts'
import type { Choice } from '../../tasks/Choice.js'
import type { Job, Metric } from '../../tasks/Job.js'
import { Loose, outcomeOf } from '../../tasks/outcomeOf.js'
import type { StoredOutcome, StoredTask } from '../../tasks/StoredTask.js'
import { type Reading, type SettlingConfig, settlingConfig } from './SettlingConfig.js'
import { settlingSection } from './settlingSection.js'
import { tanhNetwork } from './tanhNetwork.js'

const name = 'stability-line'
const ReadingCodec = t.type({
  step: t.number,
  value: Loose,
  error: Loose,
  loss: Loose,
  converged: t.boolean,
  matvecs: t.number,
  gradients: t.number,
  h: Loose,
  residual: Loose,
})
const sizes = {
  quick: { seeds: 2, steps: 600, every: 100 },
  default: { seeds: 5, steps: 2000, every: 100 },
  full: { seeds: 20, steps: 4000, every: 100 },
}

const methods: readonly Omit<SettlingConfig, 'steps' | 'every'>[] = [
  ...[0.9, 0.5].map((b1) => ({
    method: 'Adam',
    ...{ b1, capacity: 0, policy: 'fifo' as const, learningRate: 0.02 },
  })),
  ...[1, 2, 3, 5, 10].flatMap((capacity) =>
    (['fifo', 'priority'] as const).map((policy) => ({
      method: 'Adam+CM',
      ...{ b1: 0.9, capacity, policy, learningRate: 0.01 },
    })),
  ),
]

const jobs = ({ preset, seeds: chosen }: Choice): readonly Job[] => {
  const { seeds, steps, every } = sizes[preset]
  return methods.flatMap((method) =>
    Array.from({ length: chosen ?? seeds }, (_, seed): Job => {
      const { method: named, b1, capacity, policy } = method
      const label = capacity === 0 ? `β₁=${b1}` : `C=${capacity} ${policy}`
      return {
        task: name,
        config: { ...method, steps, every } as unknown as { readonly [name: string]: Json },
        seed: seed + 1,
        label: `${name} ${named} ${label} seed ${seed + 1}`,
        cost: (steps * 0.6) / 2000,
      }
    }),
  )
}

const specOf = ({ b1, capacity, policy, learningRate }: SettlingConfig): OptimizerSpec => ({
  base: { name: 'adam', b1 },
  learningRate,
  ...(capacity === 0
    ? {}
    : {
        memory: {
          of: 'momenta' as const,
          capacity,
          policy: policy === 'fifo' ? { name: 'fifo' } : { name: 'priority', decay: 0.7 },
        },
      }),
})

const joined = (leaves: readonly Float64Array[]) =>
  Float64Array.from(leaves.flatMap((leaf) => [...leaf]))

/** The loss of the network as probes know losses, at a point. */
const objectiveAt = (
  { evaluate, samples, start }: ReturnType<typeof tanhNetwork>,
  point: Float64Array,
  hash: string,
) => {
  const cut = (whole: Float64Array) => {
    let at = 0
    return start.map(({ length }) => {
      at += length
      return whole.subarray(at - length, at)
    })
  }
  const gradient = (w: Float64Array) => {
    const out = new Float64Array(w.length)
    return { value: evaluate(cut(w), cut(out)), gradient: out }
  }
  return objectiveOf({ point, batches: [{ size: samples, gradient }], hash })
}

const run = async (job: Job, report: (metric: Metric) => void): Promise<StoredOutcome> => {
  const config = settlingConfig(job)
  const network = tanhNetwork(job.seed)
  const optimizer = buildOptimizer(specOf(config))
  const objective = objectiveAt(network, joined(network.start), `tanh-8-32-3 seed ${job.seed}`)
  const { start, observe } = monitor(optimizer, {
    every: config.every,
    pathEvery: config.every,
    objective,
    seed: job.seed,
  })
  const running = compile(optimizer, network.start)
  const now = (value?: number) => ({ params: [...running.params], state: running.state(), value })
  let seen = await start(now())
  const readings: Reading[] = []
  for (let step = 1; step <= config.steps; step++) {
    const loss = running.step(network.evaluate)
    if (step % config.every !== 0) continue
    seen = await observe(seen, now(loss))
    const found = seen.record?.stability
    if (found === undefined || found === null) continue
    const { value, error, converged, matvecs, gradients, residual } = found
    readings.push({
      step,
      value,
      error,
      loss,
      converged,
      matvecs,
      gradients,
      h: found.step,
      residual,
    })
    report({ step, values: { k: value, error, loss } })
  }
  const late = readings.filter(
    ({ step, value }) => step > config.steps / 2 && Number.isFinite(value),
  )
  const settled = late.length === 0 ? Number.NaN : median(late.map(({ value }) => value))
  const line = stabilityLine({ b1: config.b1, capacity: config.capacity })
  return {
    values: { settled, line, loss: readings.at(-1)?.loss ?? Number.NaN },
    data: { readings } as unknown as Json,
  }
}

/** Where full-batch training settles, beside where a quadratic would lose stability. */
export const settling: StoredTask = {
  name,
  title: 'Where training settles: lr·λmax(P⁻¹H) against the stability line',
  source: 'beyond the paper; Cohen et al., arXiv 2207.14484',
  jobs,
  run,
  read: outcomeOf(['settled', 'line', 'loss'], t.type({ readings: t.readonlyArray(ReadingCodec) })),
  section: settlingSection,
}
