import {
  batchesOf,
  cifarAugmentation,
  type ImageBatch,
  type Images,
  shuffle,
} from '@momenta/bench-data'
import t from 'tap'

const normalization = { mean: [0.5, 0.25], deviation: [0.5, 0.125] }
const images: Images = {
  count: 3,
  height: 1,
  width: 2,
  channels: 2,
  layout: 'chw',
  pixels: Uint8Array.of(255, 0, 51, 102, 0, 0, 0, 0, 255, 255, 255, 255),
  labels: Uint16Array.of(7, 8, 9),
}
const copies = (batches: Iterable<ImageBatch>) =>
  Array.from(batches, ({ count, pixels, labels }) => ({
    count,
    pixels: Array.from(pixels, (value) => Math.round(1e4 * value) / 1e4),
    labels: [...labels],
  }))

t.test('a batch is normalized, with channels last, in order without a seed', async (t) => {
  t.strictSame(copies(batchesOf(images, { size: 2, normalization })), [
    // (1 − 0.5)/0.5, (0.2 − 0.25)/0.125; (0 − 0.5)/0.5, (0.4 − 0.25)/0.125; then zeros
    { count: 2, pixels: [1, -0.4, -1, 1.2, -1, -2, -1, -2], labels: [7, 8] },
    { count: 1, pixels: [1, 6, 1, 6], labels: [9] },
  ])
})

t.test('one buffer serves all batches of an epoch', async (t) => {
  const buffers = new Set<ArrayBufferLike>()
  for (const { pixels, labels } of batchesOf(images, { size: 1, normalization }))
    buffers.add(pixels.buffer).add(labels.buffer)
  t.equal(buffers.size, 2)
})

t.test('an epoch holds each image once; seed and epoch decide the order', async (t) => {
  const labels = (seed: number, epoch: number) =>
    copies(batchesOf({ ...images, count: 3 }, { size: 2, normalization, seed, epoch })).flatMap(
      (batch) => batch.labels,
    )
  t.strictSame(labels(1, 0).sort(), [7, 8, 9])
  t.strictSame(labels(1, 0), labels(1, 0))
  const orders = new Set(Array.from({ length: 40 }, (_, epoch) => labels(1, epoch).join()))
  t.equal(orders.size, 6, 'all orders of three occur')
})

t.test('an epoch resumes in the middle with the same batches', async (t) => {
  const many: Images = {
    count: 50,
    height: 8,
    width: 8,
    channels: 1,
    layout: 'hwc',
    pixels: Uint8Array.from({ length: 3200 }, (_, i) => i % 251),
    labels: Uint16Array.from({ length: 50 }, (_, i) => i),
  }
  const options = {
    size: 8,
    normalization: { mean: [0], deviation: [1] },
    seed: 3,
    epoch: 2,
    augmentation: cifarAugmentation,
  }
  const whole = copies(batchesOf(many, options))
  t.equal(whole.length, 7)
  t.strictSame(copies(batchesOf(many, { ...options, skip: 4 })), whole.slice(4))
  t.equal(copies(batchesOf(many, { ...options, dropLast: true })).length, 6)
})

t.test(
  'a crop moves the image, the border is the normalized zero, half are mirrored',
  async (t) => {
    // one pixel of 255 in the middle of 9 x 9: a crop moves it by at most 4
    const dot: Images = {
      count: 1,
      height: 9,
      width: 9,
      channels: 1,
      layout: 'hwc',
      pixels: Uint8Array.from({ length: 81 }, (_, i) => (i === 40 ? 255 : 0)),
      labels: Uint16Array.of(0),
    }
    const places = new Set<number>()
    const spoilt: number[] = []
    for (let seed = 0; seed < 2000; seed++)
      for (const { pixels } of batchesOf(dot, {
        size: 1,
        normalization: { mean: [0.5], deviation: [0.5] },
        seed,
        augmentation: { pad: 4 },
      })) {
        const found = pixels.indexOf(1)
        places.add(found)
        if (!pixels.every((value, i) => value === (i === found ? 1 : -1))) spoilt.push(seed)
      }
    t.strictSame(spoilt, [])
    t.equal(places.size, 81, 'every shift of -4 to 4 in both directions')
    const edge: Images = { ...dot, width: 3, height: 1, pixels: Uint8Array.of(255, 0, 0) }
    const mirrored = Array.from({ length: 1000 }, (_, seed) => seed).filter((seed) => {
      const [batch] = batchesOf(edge, {
        size: 1,
        normalization: { mean: [0], deviation: [1] },
        seed,
        augmentation: { flip: true },
      })
      return batch?.pixels[2] === 1
    })
    // binomial: 500 with standard deviation 16
    t.ok(Math.abs(mirrored.length - 500) < 80, String(mirrored.length))
  },
)

t.test('a shuffle is a permutation that the seed decides', async (t) => {
  t.strictSame(
    [...shuffle(1, 100)].sort((a, b) => a - b),
    Array.from({ length: 100 }, (_, i) => i),
  )
  t.notSame([...shuffle(1, 100)], [...shuffle(2, 100)])
  t.throws(() => [...batchesOf(images, { size: 0, normalization })], {
    message: 'batchesOf: size must be a positive integer, got 0',
  })
})
