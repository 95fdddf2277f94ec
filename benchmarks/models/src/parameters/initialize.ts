import { standardNormal } from '@momenta/core'
import * as tf from '@tensorflow/tfjs-core'
import prand from 'pure-rand'
import type { Initialization, Parameter, Parameters } from './Parameter.js'
import { isParameter } from './Parameter.js'
import type { Tensors } from './Tensors.js'

const draw = (size: number, initialization: Initialization, seed: number): Float32Array => {
  switch (initialization.kind) {
    case 'constant':
      return new Float32Array(size).fill(initialization.value)
    case 'normal':
      return Float32Array.from(
        standardNormal(seed, size),
        (number) => number * initialization.deviation,
      )
    case 'uniform': {
      const generator = prand.xoroshiro128plus(seed)
      const unit = () => prand.unsafeUniformIntDistribution(0, 2 ** 32 - 1, generator) / 2 ** 32
      return Float32Array.from({ length: size }, () => (2 * unit() - 1) * initialization.bound)
    }
  }
}

/**
 * Draws the first value of each parameter, a pure function of the seed: the n-th parameter in the
 * order of the tree is drawn from a stream of its own.
 *
 * @param seed - An integer.
 * @returns Tensors that belong to the caller.
 */
export const initialize = (parameters: Parameters, seed: number): Tensors => {
  let stream = 0
  const make = ({ shape, initialization }: Parameter): tf.Tensor => {
    const size = shape.reduce((product, extent) => product * extent, 1)
    const values = draw(size, initialization, (Math.imul(seed, 1_000_003) + stream++) | 0)
    return tf.tensor(values, [...shape])
  }
  const visit = (node: Parameters): Tensors =>
    Object.fromEntries(
      Object.entries(node).map(([name, inner]) => [
        name,
        isParameter(inner) ? make(inner) : visit(inner),
      ]),
    )
  return visit(parameters)
}
