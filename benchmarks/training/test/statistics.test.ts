import { startBackend } from '@momenta/bench-backends'
import { runningStatistics, splitImages } from '@momenta/bench-training'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

await startBackend('cpu')

t.test('running statistics keep their share and take the rest of the moments', async (t) => {
  const statistics = { block: { mean: tf.tensor1d([1, 2]) }, variance: tf.scalar(8) }
  const moments = { block: { mean: tf.tensor1d([5, -2]) }, variance: tf.scalar(4) }
  const next = runningStatistics(0.75)(statistics, moments) as typeof statistics
  t.same([...next.block.mean.dataSync()], [2, 1])
  t.equal(next.variance.dataSync()[0], 7)
  t.same(next.variance.shape, [])
  t.same(runningStatistics(0.75)({}, {}), {}, 'a network without statistics')
})

const images = (count: number) => ({
  count,
  height: 1,
  width: 1,
  channels: 1,
  layout: 'hwc' as const,
  pixels: Uint8Array.from({ length: count }, (_, i) => i),
  labels: Uint16Array.from({ length: count }, (_, i) => i),
})

t.test('held-out images of the training set are not trained on', async (t) => {
  const dataset = { train: images(10), test: images(3) }
  const { train, heldOut } = splitImages(dataset, { heldOut: { from: 'train', count: 4 } })
  t.equal(heldOut.count, 4)
  t.same(
    [...train.labels, ...heldOut.labels].sort((a, b) => a - b),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  )
  const few = splitImages(dataset, { heldOut: { from: 'train', count: 4 }, images: 2 })
  t.equal(few.train.count, 2)
  t.same([...few.heldOut.labels], [...heldOut.labels])
  t.equal(splitImages(dataset, { heldOut: { from: 'test' } }).heldOut.count, 3)
  t.throws(() => splitImages(dataset, { heldOut: { from: 'train', count: 10 } }), {
    message: 'splitImages: must hold out fewer than 10 images, got 10',
  })
})
