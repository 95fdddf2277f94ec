// Measures one cell of the table in a process of its own, and prints its row as JSON: a heap that has grown, a warmed cache or TensorFlow's flags touch no other cell.
import { plain } from '../layers/plain.js'
import { training } from '../layers/training.js'
import { type WorkloadName, workloads } from '../workloads/index.js'
import { type Budget, measureSteps } from './measureSteps.js'
import { startBackend } from './startBackend.js'

const [backend, workload, variant, budget] = process.argv.slice(2) as [
  string,
  WorkloadName,
  'plain' | 'training',
  string,
]
try {
  await startBackend(backend, variant)
  const layers = variant === 'plain' ? plain : training
  const times = await measureSteps(workloads[workload](), layers, JSON.parse(budget) as Budget)
  process.stdout.write(`${JSON.stringify({ backend, workload, variant, ...times })}\n`)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
