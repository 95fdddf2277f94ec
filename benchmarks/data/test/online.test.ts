import { datasetStream, type ImageDataset, type Images, splitStream } from '@momenta/bench-data'
import t from 'tap'

const images = (labels: readonly number[], channels = 1): Images => ({
  count: labels.length,
  height: 28,
  width: 28,
  channels,
  layout: 'hwc',
  pixels: Uint8Array.from(labels.flatMap((label) => new Array(784 * channels).fill(label))),
  labels: Uint16Array.from(labels),
})
const dataset = (id: string, classes: number, labels: readonly number[]): ImageDataset => ({
  id,
  title: id.toUpperCase(),
  classes,
  normalization: { mean: [0], deviation: [1] },
  train: images(labels),
  test: images(labels.slice(0, 2)),
})

t.test('a split stream holds the classes in order, so many per task', async (t) => {
  const stream = splitStream(dataset('toy', 4, [3, 0, 2, 1, 0, 3]), 2)
  t.equal(stream.id, 'split-toy')
  t.strictSame(
    stream.tasks.map(({ classes, train, test }) => [classes, [...train.labels], [...test.labels]]),
    [
      [[0, 1], [0, 1, 0], [0]],
      [[2, 3], [3, 2, 3], [3]],
    ],
  )
  t.equal(stream.tasks[1]?.train.pixels[0], 3, 'pixels go with their label')
  t.throws(() => splitStream(dataset('toy', 4, [0]), 3), { message: /divides 4, got 3/ })
})

t.test('a stream of data sets shifts the labels and brings all to 32 x 32 RGB', async (t) => {
  const stream = datasetStream([dataset('a', 3, [0, 2]), dataset('b', 2, [1, 0])])
  t.equal(stream.classes, 5)
  t.equal(stream.id, 'a+b')
  const [, second] = stream.tasks
  t.strictSame([...(second?.train.labels ?? [])], [4, 3])
  t.strictSame(second?.classes, [3, 4])
  t.match(second?.train, { height: 32, width: 32, channels: 3 })
  t.ok(
    second?.train.pixels.subarray(0, 3072).every((value) => value === 1),
    'a flat image stays',
  )
})
