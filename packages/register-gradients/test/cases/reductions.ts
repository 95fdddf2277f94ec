import * as tf from '@tensorflow/tfjs-core'
import { type Case, each } from './Case.js'

/** The gradients of reductions and of what is composed of them. */
export const reductions = {
  Sum: each(
    [2, 3, 2],
    (x) => tf.square(tf.sum(x)),
    (x) => tf.square(tf.sum(x, 1)),
    (x) => tf.square(tf.sum(x, [0, -1], true)),
  ),
  Mean: each(
    [2, 3, 2],
    (x) => tf.square(tf.mean(x)),
    (x) => tf.square(tf.mean(x, -1)),
    (x) => tf.square(tf.mean(x, [0, 2], true)),
  ),
  Prod: [
    ...each(
      [2, 3, 2],
      (x) => tf.prod(x),
      (x) => tf.prod(x, 1),
      (x) => tf.prod(x, -1),
      (x) => tf.prod(x, [0, 2]),
      (x) => tf.prod(x, [0, 1, 2], true),
    ),
    { f: ((x: tf.Tensor) => tf.prod(x)) as Case['f'], shapes: [[4]] },
    // a factor that is 0
    { f: ((x: tf.Tensor) => tf.prod(tf.sub(x, [0.275, 0, 0, 0]))) as Case['f'], shapes: [[4]] },
  ],
  Max: each(
    [2, 3, 2],
    (x) => tf.max(x),
    (x) => tf.max(x, 1),
    (x) => tf.max(x, [0, -1], true),
  ),
  Min: each(
    [2, 3, 2],
    (x) => tf.min(x),
    (x) => tf.min(x, 1),
    (x) => tf.min(x, [0, -1], true),
  ),
  Cumsum: each(
    [2, 3],
    (x) => tf.square(tf.cumsum(x, 1)),
    (x) => tf.square(tf.cumsum(x, 0, true, true)),
    (x) => tf.square(tf.cumsum(tf.concat([x, tf.slice(x, 0, 1)], 0), 0)),
  ),
  Softmax: each([2, 3], (x) => tf.softmax(x)),
  UnsortedSegmentSum: each([4, 2], (x) =>
    tf.square(tf.unsortedSegmentSum(x, tf.tensor1d([0, 2, 0, 1], 'int32'), 3)),
  ),
}
