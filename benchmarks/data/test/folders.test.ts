import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  centreCrop,
  decodePlainly,
  imageDecoder,
  imageNet,
  loadPictures,
  notMnist,
  type Picture,
  tinyImageNet,
} from '@momenta/bench-data'
import { PNG } from 'pngjs'
import t from 'tap'
import { bytesOf, fixtures } from './fixtures.js'

const folder = () => mkdtempSync(join(tmpdir(), 'images-'))
const write = (path: string, bytes: Uint8Array | string) => {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, bytes)
}
const jpeg = bytesOf(fixtures.jpegRgb)

t.test('an image folder is listed in sorted order and decoded when it is needed', async (t) => {
  const root = folder()
  for (const name of ['train/n02/b.JPEG', 'train/n02/a.JPEG', 'train/n01/c.JPEG'])
    write(join(root, name), jpeg)
  t.throws(() => imageNet({ root }), { message: /val\/n01 must hold JPEG or PNG images/ })
  for (const name of ['val/n01/x.JPEG', 'val/n02/y.JPEG']) write(join(root, name), jpeg)
  const found = imageNet({ root })
  t.equal(found.id, 'image-folder-2', 'not under the name of ImageNet')
  t.strictSame(found.classes, ['n01', 'n02'])
  t.strictSame(
    found.train.paths.map((path) => path.slice(-10)),
    ['n01/c.JPEG', 'n02/a.JPEG', 'n02/b.JPEG'],
  )
  t.strictSame([...found.train.labels], [0, 1, 1])
  const options = { decode: await imageDecoder(), size: 8, regionOf: (p: Picture) => centreCrop(p) }
  const { images } = await loadPictures(found.train, [2, 0], options)
  t.match(images, { count: 2, height: 8, width: 8, channels: 3, layout: 'hwc' })
  t.strictSame([...images.labels], [1, 0])
})

t.test('a file that does not decode is an error that names it, or skipped and named', async (t) => {
  const root = folder()
  write(join(root, 'bad.jpg'), 'nonsense')
  write(join(root, 'good.jpg'), jpeg)
  const files = {
    paths: [join(root, 'bad.jpg'), join(root, 'good.jpg'), join(root, 'missing.jpg')],
    labels: Uint16Array.of(0, 1, 2),
  }
  const options = { decode: decodePlainly, size: 4, regionOf: (p: Picture) => centreCrop(p) }
  await t.rejects(loadPictures(files, [1, 0], options), {
    message: /bad\.jpg must be a readable JPEG or PNG image, got .*; replace it/,
  })
  const { images, skipped } = await loadPictures(files, [0, 1, 2], { ...options, broken: 'skip' })
  t.equal(images.count, 1)
  t.equal(images.pixels.length, 48)
  t.strictSame([...images.labels], [1])
  t.strictSame(skipped, [files.paths[0], files.paths[2]])
})

t.test('TinyImageNet is evaluated on its annotated validation images', async (t) => {
  const root = folder()
  write(join(root, 'wnids.txt'), 'n2\nn1\n')
  for (const name of ['n1', 'n2'])
    write(join(root, 'train', name, 'images', `${name}_0.JPEG`), jpeg)
  write(join(root, 'val', 'images', 'val_0.JPEG'), jpeg)
  write(join(root, 'val', 'val_annotations.txt'), 'val_0.JPEG\tn2\t0\t0\t9\t9\n')
  const { classes, test } = tinyImageNet({ root })
  t.strictSame(classes, ['n1', 'n2'])
  t.strictSame([...test.labels], [1])
  write(join(root, 'val', 'val_annotations.txt'), 'val_0.JPEG\tn3\t0\t0\t9\t9\n')
  t.throws(() => tinyImageNet({ root }), { message: /must name a class .*got "n3" for val_0.JPEG/ })
})

t.test('notMNIST skips what does not decode and splits by the seed', async (t) => {
  const root = folder()
  const png = (value: number) => {
    const image = new PNG({ width: 28, height: 28, colorType: 0 })
    image.data.fill(value)
    return PNG.sync.write(image)
  }
  for (const [i, letter] of [...'ABCDEFGHIJ'].entries())
    write(join(root, 'notMNIST_small', letter, 'x.png'), png(i))
  write(join(root, 'notMNIST_small', 'A', 'broken.png'), '')
  const { train, test, skipped } = notMnist({ root })
  t.strictSame([train.count, test.count, skipped.length], [9, 1, 1])
  t.ok(skipped[0]?.endsWith('A/broken.png'))
  const grey = [...train.labels, ...test.labels].sort((a, b) => a - b)
  t.strictSame(grey, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  t.equal(train.pixels[0], train.labels[0], 'an image keeps its label')
  t.throws(() => notMnist({ root: folder() }), { message: /notMNIST_small must be in one of/ })
})
