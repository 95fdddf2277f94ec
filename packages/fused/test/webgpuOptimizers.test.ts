import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import type { Optimizer } from '@momenta/core'
import { eager, type Oracle, type Runner } from '@momenta/eager'
import { fused } from '@momenta/fused'
import * as optimizers from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { numbersAfter } from './numbersAfter.js'
import { errors, unless } from './onWebgpu.js'

type Params = { readonly long: tf.Tensor; readonly scalar: tf.Tensor; readonly matrix: tf.Tensor }

const exported: { readonly [name: string]: unknown } = optimizers

/** Every base with critical momenta, which contains its own program; alone where it takes none. */
const everyBase: readonly (readonly [string, Optimizer])[] = Object.keys(
  optimizers.catalogues.bases,
).flatMap((base) => {
  const name = [`${base}CM`, base].find((one) => typeof exported[one] === 'function')
  if (name === undefined) return []
  const make = exported[name] as (options: object) => Optimizer
  return [[name, make(name === base ? {} : { capacity: 2 })] as const]
})

/** Those that read matrices synchronously for a factorization, as docs/guide/backends.md says. */
const onHost = ['fira', 'galore', 'kron', 'shampoo', 'soap', 'splus']

/**
 * Larger tolerances: quotients of differences of gradients have a multiple of their roundings. On
 * cpu, gradients off by one unit of 2^-23 move adahessian by 5e-6 and lbfgs by 3e-6 in 5 steps, adam
 * by 1.5e-8; the roundings of WGSL, also in the steps, by some tens of times as much.
 */
const tolerances: { readonly [name: string]: number } = { adahessian: 1e-3, lbfgs: 1e-3 }

/** A different curvature for each element, and a cubic term. */
const oracle: Oracle<Params> = ({ long, scalar, matrix }) => ({
  value: tf.scalar(0),
  grads: {
    long: tf.tidy(() => tf.add(tf.mul(long, tf.linspace(0.5, 2, 131)), tf.square(long))),
    scalar: tf.sub(scalar, 1),
    matrix: tf.tidy(() => tf.mul(matrix, tf.add(1, tf.square(matrix)))),
  },
})

const trajectory = (runner: Runner): Promise<readonly number[]> => {
  const numbers = Float32Array.from(
    { length: 131 },
    (_, i) => (i % 2 === 0 ? 1 : -1) * (0.45 + 0.25 * Math.cos(0.37 * i)),
  )
  const first: Params = {
    long: tf.tensor1d(numbers),
    scalar: tf.scalar(0.3),
    matrix: tf.tensor2d(numbers.slice(0, 35), [7, 5]),
  }
  return numbersAfter(runner, first, oracle, 5)
}

t.test(
  'every optimizer agrees on webgpu with eager on cpu to float32 rounding, some with SAM',
  unless,
  async (t) => {
    const withSAM = ['adamCM', 'lionCM', 'sgdCM'].map(
      (name) =>
        [
          `${name} with SAM`,
          optimizers.withSAM((exported[name] as (options: object) => Optimizer)({ capacity: 2 })),
        ] as const,
    )
    const refused: string[] = []
    for (const [name, one] of [...everyBase, ...withSAM]) {
      await tf.setBackend('webgpu')
      const before = tf.memory().numTensors
      let gpu: readonly number[]
      try {
        gpu = await trajectory(fused(one))
      } catch (error) {
        t.match(error, { message: 'the optimizer needs matrices on the host; use another backend' })
        refused.push(name)
        continue
      }
      t.equal(tf.memory().numTensors, before, `${name}: nothing is left`)
      await tf.setBackend('cpu')
      const cpu = await trajectory(eager(one))
      // division and roots of WGSL may be off by a few units of float32, for 5 steps
      const far = Math.max(...gpu.map((n, i) => Math.abs(n - (cpu[i] as number))))
      t.ok(far < (tolerances[name] ?? 1e-5), `${name}: ${far}`)
    }
    t.same(refused.sort(), onHost, 'those that read matrices on the host cannot run')
    t.same(errors, [], 'and the device has nothing to complain of')
  },
)
