// Measures one row in a process of its own and prints it as JSON, so that the heap, warm caches and
// TensorFlow's flags do not carry over to other rows.
import { type BackendChoice, startBackend, stopBackend } from '@momenta/bench-backends'
import { kernels } from './layers/kernels.js'
import { plain } from './layers/plain.js'
import { type Budget, measureSteps } from './measureSteps.js'
import { type WorkloadName, workloads } from './workloads/index.js'

const [choice, workload, variant, budget] = process.argv.slice(2) as [
  BackendChoice,
  WorkloadName,
  'plain' | 'kernels',
  string,
]
try {
  const isPlain = variant === 'plain'
  // without them wasm cannot train a convolution or an embedding; stock tfjs-node leaves oneDNN at
  // TensorFlow's default
  const { backend } = await startBackend(choice, {
    kernels: !isPlain || choice === 'wasm',
    oneDnn: !isPlain,
  })
  const layers = isPlain ? plain : kernels
  const times = await measureSteps(workloads[workload](), layers, JSON.parse(budget) as Budget)
  process.stdout.write(`${JSON.stringify({ backend, workload, variant, ...times })}\n`)
  stopBackend()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
