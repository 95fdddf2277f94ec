import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import type { Optimizer } from '@momenta/core'
import { disposeIterate, eager, type Iterate, type Oracle, type Runner } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { loadTensorflow } from '@momenta/tensorflow'
import * as tf from '@tensorflow/tfjs-core'

await tf.setBackend('cpu')
const loaded = await loadTensorflow()
/** Where TensorFlow cannot be had, its tests are skipped, saying why. */
export const unless = loaded.ok ? {} : { skip: loaded.message }
if (loaded.ok) await tf.setBackend('tensorflow')

export type Params = { readonly a: tf.Tensor; readonly b: tf.Tensor }
const oracle: Oracle<Params> = ({ a, b }) => ({
  value: tf.scalar(0),
  grads: { a: tf.add(tf.mul(a, [1, 2, 3, 4, 5, 6, 7]), tf.square(a)), b: tf.sub(b, 1) },
})
export const start = (): Params => ({
  a: tf.tensor1d([0.5, -0.25, 0.2, 0.1, 0.1, -0.3, 0.7]),
  b: tf.scalar(0.3),
})
export const numbersOf = ({ params, state }: Iterate<Params>): readonly number[] => [
  ...[params.a, params.b].flatMap((tensor) => [...tensor.dataSync()]),
  ...state.parts.flatMap(({ slots, buffers }) => [
    ...Object.values(slots).flatMap((slot) =>
      Object.values(slot).flatMap((s) => [...s.dataSync()]),
    ),
    ...Object.values(buffers).flatMap((entries) =>
      entries.flatMap((entry) => [...entry.dataSync()]),
    ),
  ]),
]
export const ran = ({ init, step }: Runner, steps: number): readonly number[] => {
  const first = start()
  let iterate = init(first)
  tf.dispose(first)
  for (let i = 0; i < steps; i++) iterate = step(oracle, iterate)
  const numbers = numbersOf(iterate)
  disposeIterate(iterate)
  return numbers
}
/** The largest difference of parameters, slots and entries, over the larger of 1 and the number. */
export const apart = (one: Optimizer, steps = 9): number => {
  const [x, y] = [ran(eager(one), steps), ran(fused(one), steps)]
  return Math.max(...x.map((n, i) => Math.abs(n - (y[i] as number)) / Math.max(1, Math.abs(n))))
}

const calls: string[] = []
const counting = () => {
  type Binding = { readonly executeOp: (name: string, ...rest: readonly unknown[]) => unknown }
  const backend = tf.backend() as unknown as { binding: Binding }
  const { binding } = backend
  const value: Binding['executeOp'] = (name, ...rest) => {
    calls.push(name)
    return binding.executeOp(name, ...rest)
  }
  backend.binding = Object.create(binding, { executeOp: { value } }) as Binding
}
if (loaded.ok) counting()
/** The operations of TensorFlow that a function calls, by name. */
export const operationsOf = (run: () => unknown): readonly string[] => {
  calls.length = 0
  run()
  return [...calls]
}
/** How many of TensorFlow's optimizer kernels the steps of a runner call. */
export const kernelsOf = (one: Optimizer, steps = 4): number =>
  operationsOf(() => ran(fused(one), steps)).filter((name) => name.startsWith('ResourceApply'))
    .length
// TensorFlow's Adam groups its arithmetic otherwise: some units of float32 in each step, which 9
// steps of a division by √v carry on
export const rounding = 5e-5
