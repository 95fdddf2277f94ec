import { median } from '@momenta/bench-results'
import { compile } from '@momenta/float64'
import { monitor } from '@momenta/monitor'
import { buildOptimizer, type OptimizerSpec } from '@momenta/optimizers'
import { stabilityLine } from '@momenta/probes'
import type { Job, Metric, Outcome } from '../../tasks/Job.js'
import type { Reading, SettlingConfig, SettlingData } from './SettlingConfig.js'
import { networkObjective, tanhNetwork } from './tanhNetwork.js'

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

/** Trains the network on its whole data, and measures lr·λmax(P⁻¹H) along the run. */
export const runSettling = async (
  { config, seed }: Job<SettlingConfig>,
  report: (metric: Metric) => void,
): Promise<Outcome<SettlingData>> => {
  const { steps, every, b1, capacity } = config
  const network = tanhNetwork(seed)
  const optimizer = buildOptimizer(specOf(config))
  const objective = networkObjective(network, `tanh-8-32-3 seed ${seed}`)
  const { start, observe } = monitor(optimizer, { every, pathEvery: every, objective, seed })
  const running = compile(optimizer, network.start)
  const now = (value?: number) => ({ params: [...running.params], state: running.state(), value })
  let seen = await start(now())
  const readings: Reading[] = []
  for (let step = 1; step <= steps; step++) {
    const loss = running.step(network.evaluate)
    if (step % every !== 0) continue
    seen = await observe(seen, now(loss))
    const found = seen.record?.stability
    if (found === undefined || found === null) continue
    const { value, error, converged, matvecs, gradients, step: h, residual } = found
    readings.push({ step, value, error, loss, converged, matvecs, gradients, h, residual })
    report({ step, values: { k: value, error, loss } })
  }
  const late = readings.filter(({ step, value }) => step > steps / 2 && Number.isFinite(value))
  return {
    values: {
      settled: late.length === 0 ? Number.NaN : median(late.map(({ value }) => value)),
      line: stabilityLine({ b1, capacity }),
      loss: readings.at(-1)?.loss ?? Number.NaN,
    },
    data: { readings },
  }
}
