import * as tf from '@tensorflow/tfjs-core'
import { interpret } from '../trace/interpret.js'
import type { Program } from '../trace/Program.js'
import { leafOf } from './Leaf.js'
import { numbersOf } from './Numbers.js'
import type { Operations } from './operations.js'
import type { Step } from './Step.js'
import type { TensorflowBackend } from './TensorflowBackend.js'

const size = 8
const tolerance = 1e-5
/** In place of the learning rate, under which a wrong direction would be lost in the digits of the parameters. */
const factor = -0.5

/** Positive numbers, other ones for each stream, so that a root of any of them is one. */
const numbers = (stream: number) =>
  tf.tensor1d(Float32Array.from({ length: size }, (_, i) => 0.1 + 0.13 * stream + 0.05 * i))

/**
 * Whether TensorFlow's kernels do what the bodies of a program say, tried once on a few numbers. A chain is known by the names of its parts, and a part of the
 * same name may be somebody else's.
 */
export const agrees = (
  step: Step,
  program: Program,
  given: readonly number[],
  ops: Operations,
  backend: TensorflowBackend,
): boolean =>
  tf.tidy(() => {
    const scalars = given.map((n, i) => (program.scalars[i]?.name === 'factor' ? factor : n))
    const row = () => ({
      loads: program.loads.map((_, i) => numbers(i)),
      stores: program.stores.map(() => tf.fill([size], 0)),
    })
    const expected = interpret(program, scalars, row())
    const tried = row()
    step(ops, leafOf(program, tried, backend), numbersOf(program, scalars))
    return expected.every((tensor, i) => {
      const [x, y] = [tensor.dataSync(), (tried.stores[i] as tf.Tensor).dataSync()]
      return x.every((n, j) => {
        const far = Math.abs(n - (y[j] as number))
        return far <= tolerance * Math.max(1, Math.abs(n))
      })
    }) as never
  }) as never
