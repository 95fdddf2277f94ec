import { decodeCifar, decodeIdx, decodeMat, decodePlainly, decodeSvhn } from '@momenta/bench-data'
import t from 'tap'
import { bytesOf, fixtures } from './fixtures.js'

t.test('an IDX file is its header and its bytes', async (t) => {
  const bytes = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6)
  t.strictSame(decodeIdx('f', bytes), { shape: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) })
  t.throws(() => decodeIdx('f', bytes.subarray(0, 17)), {
    message: 'f: must have 18 bytes for shape [2, 3], got 17; the file is truncated or too long',
  })
  t.throws(() => decodeIdx('f', bytes.subarray(0, 9)), { message: /12 bytes of header, got 9/ })
  t.throws(() => decodeIdx('f', Uint8Array.of(0, 0, 13, 1)), { message: /unsigned bytes/ })
  t.throws(() => decodeIdx('f', new Uint8Array()), { message: /unsigned bytes/ })
})

t.test('a record of CIFAR is its labels, the class last, and three planes', async (t) => {
  const record = (...labels: readonly number[]) => [
    ...labels,
    ...Array.from({ length: 3072 }, (_, i) => i % 251),
  ]
  const ten = decodeCifar('f', Uint8Array.from([...record(7), ...record(2)]), {
    labelBytes: 1,
    classes: 10,
  })
  t.strictSame([...ten.labels], [7, 2])
  t.strictSame([...ten.pixels.subarray(3072, 3075)], [0, 1, 2])
  t.match(ten, { count: 2, height: 32, width: 32, channels: 3, layout: 'chw' })
  const hundred = decodeCifar('f', Uint8Array.from(record(3, 99)), { labelBytes: 2, classes: 100 })
  t.strictSame([...hundred.labels], [99], 'the fine label')
  t.throws(() => decodeCifar('f', Uint8Array.from(record(10)), { labelBytes: 1, classes: 10 }), {
    message: 'f: labels must lie in [0, 10), got 10 in record 0; the file is corrupt',
  })
  t.throws(() => decodeCifar('f', new Uint8Array(3072), { labelBytes: 1, classes: 10 }), {
    message: /records of 3073 bytes, got 3072/,
  })
})

for (const kind of ['plain', 'compressed'] as const)
  t.test(`a ${kind} MAT file that SciPy wrote is read, and SVHN is made of it`, async (t) => {
    const bytes = bytesOf(fixtures.mat[kind])
    const variables = decodeMat('f', bytes)
    t.strictSame(variables.get('X')?.dims, [2, 3, 3, 4])
    // X[h, w, c, n] of NumPy's row-major order is 36h + 12w + 4c + n
    const { pixels, labels, ...rest } = decodeSvhn('f', bytes)
    t.match(rest, { count: 4, height: 2, width: 3, channels: 3, layout: 'chw' })
    t.strictSame([...pixels.subarray(0, 6)], [0, 12, 24, 36, 48, 60], 'image 0, red plane')
    t.strictSame([...pixels.subarray(18, 24)], [1, 13, 25, 37, 49, 61], 'image 1, red plane')
    t.strictSame([...labels], [1, 0, 3, 9], '10 means the digit 0')
    t.throws(() => decodeMat('f', bytes.subarray(0, bytes.length - 9)), { name: /Error/ })
    t.throws(() => decodeMat('f', bytes.subarray(0, 100)), { message: /version 5/ })
  })

t.test('PNG and JPEG files, grey and colour, are decoded to RGB', async (t) => {
  const grey = fixtures.smooth.flatMap((value) => [value, value, value])
  const png = await decodePlainly(bytesOf(fixtures.png))
  t.match(png, { width: 16, height: 16, channels: 3 })
  t.strictSame(Array.from(png.pixels), grey)
  for (const file of [fixtures.jpegGrey, fixtures.jpegRgb]) {
    const { pixels } = await decodePlainly(bytesOf(file))
    // JPEG at quality 75 of a smooth ramp
    t.ok(Array.from(pixels).every((value, i) => Math.abs(value - (grey[i] as number)) <= 6))
  }
  await t.rejects(decodePlainly(Uint8Array.of(1, 2, 3)))
})
