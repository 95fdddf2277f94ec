import {
  centreCrop,
  fitImages,
  type Images,
  joinImages,
  randomResizedCrop,
  resample,
  selectImages,
} from '@momenta/bench-data'
import fc from 'fast-check'
import t from 'tap'
import { fixtures } from './fixtures.js'

const images = (pixels: readonly number[], change: Partial<Images> = {}): Images => ({
  count: 2,
  height: 1,
  width: 2,
  channels: 1,
  layout: 'hwc',
  pixels: Uint8Array.from(pixels),
  labels: Uint16Array.of(4, 5),
  ...change,
})

t.test('resampling is that of Pillow, to one in 255', async (t) => {
  for (const { box, size, pixels } of fixtures.resized) {
    const [x, y, right, bottom] = box
    const got = resample(
      { ...fixtures.photo, channels: 3 },
      { x, y, width: right - x, height: bottom - y },
      { width: size[0], height: size[1] },
    )
    const far = pixels.filter((value, i) => Math.abs(value - (got[i] as number)) > 1)
    t.equal(got.length, pixels.length)
    t.strictSame(far, [], `to ${size}`)
  }
  t.throws(
    () =>
      resample(
        { ...fixtures.photo, channels: 3 },
        { x: 5, y: 0, width: 13, height: 13 },
        { width: 2, height: 2 },
      ),
    { message: 'resample: the region must lie in 17x13 pixels, got 13x13 at (5, 0)' },
  )
})

t.test('images are padded with zeros and grey is repeated', async (t) => {
  const fitted = fitImages(images([1, 2, 3, 4]), { size: 4, channels: 3, how: 'pad' })
  const lit = [...fitted.pixels].flatMap((value, i) => (value === 0 ? [] : [[i, value]]))
  // row 1, columns 1 and 2 of an image of 4 x 4 x 3
  const at = [15, 16, 17, 18, 19, 20]
  t.strictSame(lit, [
    ...at.map((i, k) => [i, k < 3 ? 1 : 2]),
    ...at.map((i, k) => [48 + i, k < 3 ? 3 : 4]),
  ])
  t.match(fitted, { count: 2, height: 4, width: 4, channels: 3, layout: 'hwc' })
  const planes = images([1, 2, 3, 4, 5, 6], {
    count: 1,
    channels: 3,
    layout: 'chw',
    labels: Uint16Array.of(1),
  })
  t.strictSame(
    [...fitImages(planes, { size: 2, channels: 3, how: 'pad' }).pixels],
    [1, 3, 5, 2, 4, 6, 0, 0, 0, 0, 0, 0],
  )
  t.throws(() => fitImages(images([1, 2, 3, 4]), { size: 1, channels: 1, how: 'pad' }), {
    message: /at least 2 to pad, got 1/,
  })
  t.throws(() => fitImages(planes, { size: 2, channels: 1, how: 'pad' }), {
    message: /at least 3, got 1/,
  })
})

t.test('images are joined and selected with their labels', async (t) => {
  const both = joinImages([images([1, 2, 3, 4]), images([5, 6, 7, 8])])
  t.strictSame([...both.labels], [4, 5, 4, 5])
  const chosen = selectImages(both, [3, 0], (label) => label + 10)
  t.strictSame([...chosen.pixels], [7, 8, 1, 2])
  t.strictSame([...chosen.labels], [15, 14])
  t.throws(() => selectImages(both, [4]), { message: /integers in \[0, 4\), got 4/ })
  t.throws(() => joinImages([both, images([1, 2, 3, 4], { layout: 'chw' })]), {
    message: /1x2x1 hwc, got 1x2x1 chw/,
  })
  t.throws(() => joinImages([]), { message: /at least one/ })
})

t.test('the centre crop is 224/256 of the shorter side, in the middle', async (t) => {
  t.strictSame(centreCrop({ width: 512, height: 256 }), { x: 144, y: 16, width: 224, height: 224 })
})

t.test('random crops lie in the picture, with area and ratio in their ranges', async () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 700 }),
      fc.integer({ min: 1, max: 700 }),
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 50 }),
      (width, height, numbers) => {
        let at = 0
        const random = () => numbers[at++ % numbers.length] as number
        const crop = randomResizedCrop({ width, height }, random)
        const inside =
          crop.x >= 0 &&
          crop.y >= 0 &&
          crop.width > 0 &&
          crop.height > 0 &&
          crop.x + crop.width <= width + 1e-9 &&
          crop.y + crop.height <= height + 1e-9
        // one pixel of rounding in either direction
        const ratio = (crop.width + 1) / Math.max(1e-9, crop.height - 1) >= 3 / 4
        return inside && ratio
      },
    ),
  )
})
