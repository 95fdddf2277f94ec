import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { shuffle } from '../batches/shuffle.js'
import { listFiles } from '../folders/listFiles.js'
import type { ImageDataset } from '../images/ImageDataset.js'
import type { Images } from '../images/Images.js'
import { selectImages } from '../images/selectImages.js'
import type { DataOptions } from '../locate/DataOptions.js'
import { findFolder } from './findFolder.js'

const source = {
  id: 'notmnist',
  obtain: 'unpack notMNIST_small.tar.gz (md5 c9890a473a9769fda4bdf314aaf500dd) there',
}
const folder = 'notMNIST_small'
const side = 28
const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J']

/**
 * The grey bytes of a PNG file of 28 × 28 pixels; undefined if it does not decode, as two do not.
 */
const greyOf = (path: string): Uint8Array | undefined => {
  try {
    const { data, width, height } = PNG.sync.read(readFileSync(path))
    if (width !== side || height !== side) return undefined
    return Uint8Array.from({ length: side * side }, (_, i) => data[4 * i] as number)
  } catch {
    return undefined
  }
}

/**
 * notMNIST, small: letters A to J in many fonts, 28 × 28 grey. Its authors publish no split; 90 %
 * of the images in an order drawn from the seed are for training, as in the 5-dataset protocol.
 * Files that do not decode are skipped, as the protocol does, and named.
 *
 * Source: Bulatov 2011.
 *
 * @throws Error if the folder is missing or a class has no image.
 */
export const notMnist = ({
  seed = 0,
  ...options
}: DataOptions & { readonly seed?: number } = {}): ImageDataset & {
  readonly skipped: readonly string[]
} => {
  const root = findFolder(source, folder, options)
  const { paths, labels } = listFiles(source.id, `${root}/${folder}`, letters)
  const decoded = paths.map(greyOf)
  const empty = letters.find((_, label) =>
    decoded.every((grey, i) => grey === undefined || labels[i] !== label),
  )
  if (empty !== undefined)
    throw new Error(
      `notmnist: ${join(root, folder, empty)} must hold PNG images of 28 x 28 pixels, and none of its files is one; ${source.obtain}`,
    )
  const kept = decoded.flatMap((grey, i) => (grey === undefined ? [] : [i]))
  const pixels = new Uint8Array(kept.length * side * side)
  kept.forEach((from, i) => {
    pixels.set(decoded[from] as Uint8Array, i * side * side)
  })
  const all: Images = {
    count: kept.length,
    height: side,
    width: side,
    channels: 1,
    layout: 'hwc',
    pixels,
    labels: Uint16Array.from(kept, (i) => labels[i] as number),
  }
  const order = shuffle(seed, all.count)
  const cut = Math.floor(0.9 * all.count)
  return {
    id: source.id,
    title: 'notMNIST (small)',
    classes: letters.length,
    normalization: { mean: [0.4266], deviation: [0.4589] },
    train: selectImages(all, order.subarray(0, cut)),
    test: selectImages(all, order.subarray(cut)),
    skipped: paths.filter((_, i) => decoded[i] === undefined),
  }
}
