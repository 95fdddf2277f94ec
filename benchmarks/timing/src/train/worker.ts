// Measures one row in a process of its own and prints it as JSON, so that the heap, warm caches and
// TensorFlow's flags do not carry over to other rows.
import { startBackend } from '../measure/startBackend.js'
import { kernels } from './layers/kernels.js'
import { plain } from './layers/plain.js'
import { type Budget, measureSteps } from './measureSteps.js'
import { type WorkloadName, workloads } from './workloads/index.js'

const [backend, workload, variant, budget] = process.argv.slice(2) as [
  string,
  WorkloadName,
  'plain' | 'kernels',
  string,
]
try {
  const stop = await startBackend(backend, variant === 'kernels')
  const layers = variant === 'plain' ? plain : kernels
  const times = await measureSteps(workloads[workload](), layers, JSON.parse(budget) as Budget)
  process.stdout.write(`${JSON.stringify({ backend, workload, variant, ...times })}\n`)
  stop()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
