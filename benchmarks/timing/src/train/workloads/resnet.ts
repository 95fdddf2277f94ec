import * as tf from '@tensorflow/tfjs-core'
import { numbers } from './numbers.js'
import { normalized, residual } from './residual.js'
import type { MakeWorkload } from './Workload.js'

/** Channels and stride of each block after the stem. */
type Blocks = readonly (readonly [number, number])[]

/** A residual network on 32×32 colour images, batch 32. */
const resnet =
  (seed: number, stem: number, blocks: Blocks): MakeWorkload =>
  () => {
    const n = numbers(seed)
    const first = normalized(n, 3, 3, stem)
    const body = blocks.map(([channels, stride], i) =>
      residual(n, i === 0 ? stem : (blocks[i - 1]?.[0] as number), channels, stride),
    )
    const last = blocks.at(-1)?.[0] as number
    const [w, b] = [n.weights<tf.Rank.R2>(last, 10), n.zeros(10)]
    const [x, y] = [n.normal<tf.Rank.R4>(32, 32, 32, 3), n.integers(10, 32)]
    return {
      variables: n.variables,
      loss: (layers) => {
        const h = body.reduce((input, block) => block(layers, input), tf.relu(first(layers, x)))
        return layers.crossEntropy(y, tf.add(tf.matMul(tf.mean(h, [1, 2]) as tf.Tensor2D, w), b))
      },
    }
  }

/** A stem and one block of 16 channels. */
export const resnetBlock = resnet(31, 16, [[16, 1]])

/** ResNet18 for CIFAR: 11.2 million parameters. */
export const resnet18 = resnet(101, 64, [
  ...([
    [64, 1],
    [64, 1],
    [128, 2],
    [128, 1],
  ] as const),
  ...([
    [256, 2],
    [256, 1],
    [512, 2],
    [512, 1],
  ] as const),
])
