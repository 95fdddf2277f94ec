import * as tf from '@tensorflow/tfjs-core'
import { type Case, each } from './Case.js'

const ints = (values: number[], shape: number[]) => tf.tensor(values, shape, 'int32')

/** The gradients of what moves elements. */
export const movements = {
  BatchToSpaceND: each([4, 2, 2, 1], (x) =>
    tf.square(
      tf.batchToSpaceND(
        x,
        [2, 2],
        [
          [0, 1],
          [1, 0],
        ],
      ),
    ),
  ),
  Cast: each([3], (x) => tf.square(tf.cast(x, 'float32'))),
  Concat: [
    ...[0, 1, -1].map((axis) => ({
      f: ((a: tf.Tensor, b: tf.Tensor) => tf.square(tf.concat([a, b], axis))) as Case['f'],
      shapes: [
        [2, 2],
        [2, 2],
      ],
    })),
  ],
  ExpandDims: each([2, 3], (x) => tf.square(tf.expandDims(x, 1))),
  GatherV2: [
    ...each(
      [3, 4, 2],
      (x) => tf.square(tf.gather(x, ints([2, 0, 2], [3]))),
      (x) => tf.square(tf.gather(x, ints([3, 0, 3, 1], [2, 2]), 1)),
      (x) => tf.square(tf.gather(x, ints([1], []), -1)),
      (x) => tf.square(tf.gather(x, ints([3, 0, 3, 1, 2, 2], [3, 2]), 1, 1)),
      (x) => tf.square(tf.gather(x, ints([1, 0, 1], [3, 1]), 2, 1)),
      (x) => tf.square(tf.gather(x, ints([1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 1], [3, 4]), 2, 2)),
    ),
    ...each([1, 3, 2], (x) => tf.square(tf.gather(x, ints([1, 1], [1, 2]), 1, 1))),
  ],
  Identity: each([3], (x) => tf.square(tf.clone(x))),
  MirrorPad: each(
    [3, 3],
    (x) =>
      tf.square(
        tf.mirrorPad(
          x,
          [
            [3, 2],
            [1, 0],
          ],
          'symmetric',
        ),
      ),
    (x) =>
      tf.square(
        tf.mirrorPad(
          x,
          [
            [2, 1],
            [0, 2],
          ],
          'reflect',
        ),
      ),
  ),
  Pack: [
    ...[0, 1, -1].map((axis) => ({
      f: ((a: tf.Tensor, b: tf.Tensor) => tf.square(tf.stack([a, b], axis))) as Case['f'],
      shapes: [
        [2, 3],
        [2, 3],
      ],
    })),
    ...each([2], (x) => tf.square(tf.stack([x]))),
  ],
  PadV2: each([2, 3], (x) =>
    tf.square(
      tf.pad(x, [
        [1, 0],
        [2, 1],
      ]),
    ),
  ),
  Reshape: each([2, 3], (x) => tf.square(tf.reshape(x, [3, 2]))),
  Reverse: each([2, 3], (x) => tf.square(tf.reverse(x, 1))),
  Slice: each([3, 3], (x) => tf.square(tf.slice(x, [1, 0], [2, 2]))),
  SpaceToBatchND: each([1, 4, 4, 1], (x) =>
    tf.square(
      tf.spaceToBatchND(
        x,
        [2, 2],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    ),
  ),
  SplitV: each(
    [2, 4],
    (x) => tf.square(tf.concat([...tf.split(x, [1, 3], 1)].reverse(), 1)),
    (x) => tf.square(tf.concat([...tf.split(x, 2, 0)].reverse(), 0)),
    (x) => tf.square(tf.concat(tf.split(x, 1, 1), 1)),
  ),
  Tile: each(
    [2, 3],
    (x) => tf.square(tf.tile(x, [2, 3])),
    (x) => tf.square(tf.tile(tf.reshape(x, [6]), [2])),
    (x) => tf.square(tf.tile(tf.reshape(x, [1, 2, 3]), [2, 1, 2])),
    (x) => tf.square(tf.tile(tf.reshape(x, [1, 2, 3, 1]), [2, 1, 2, 1])),
  ),
  Transpose: each(
    [2, 3, 2],
    (x) => tf.square(tf.transpose(x)),
    (x) => tf.square(tf.transpose(x, [1, 2, 0])),
  ),
  Unpack: each(
    [2, 3],
    (x) => tf.square(tf.addN(tf.unstack(x))),
    (x) => tf.square(tf.addN(tf.unstack(x, 1))),
    (x) => tf.square(tf.addN(tf.unstack(tf.reshape(x, [1, 6])))),
  ),
}
