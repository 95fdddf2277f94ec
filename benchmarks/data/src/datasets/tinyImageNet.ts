import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ImageFiles } from '../folders/ImageFiles.js'
import type { ImageFolder } from '../folders/ImageFolder.js'
import { listFiles } from '../folders/listFiles.js'
import type { DataOptions } from '../locate/DataOptions.js'
import { readText } from '../locate/readText.js'
import { findFolder } from './findFolder.js'

const source = {
  id: 'tiny-imagenet-200',
  obtain: 'take tiny-imagenet-200.zip (md5 90528d7ca1a48142e341f4ef8d21d0de) from its authors',
}

/** val_annotations.txt: file, class and box of each image, separated by tabs. */
const validationFiles = (root: string, classes: readonly string[]): ImageFiles => {
  const rows = readText(source.id, join(root, 'val', 'val_annotations.txt'))
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
  return {
    paths: rows.map(([file]) => {
      const path = join(root, 'val', 'images', file as string)
      if (!existsSync(path))
        throw new Error(`tiny-imagenet-200: ${path} must be there, and it is not; unpack again`)
      return path
    }),
    labels: Uint16Array.from(rows, ([file, name], i) => {
      const label = classes.indexOf(name as string)
      if (label < 0)
        throw new Error(
          `tiny-imagenet-200: val_annotations.txt must name a class of wnids.txt, got ${JSON.stringify(name)} for ${file} in line ${i + 1}`,
        )
      return label
    }),
  }
}

/**
 * TinyImageNet: 200 classes of 500 training images of 64 × 64 pixels; evaluated on the 10,000 of
 * val, since the test labels are not published. Some files are grey and become RGB.
 *
 * Source: Stanford CS231n.
 *
 * @throws Error if a file is missing.
 */
export const tinyImageNet = (options: DataOptions = {}): ImageFolder => {
  const root = findFolder(source, 'wnids.txt', options)
  const classes = readText(source.id, join(root, 'wnids.txt'))
    .toString()
    .split('\n')
    .filter(Boolean)
    .sort()
  return {
    id: source.id,
    title: 'TinyImageNet',
    classes,
    normalization: { mean: [0.4802, 0.4481, 0.3975], deviation: [0.277, 0.2691, 0.2821] },
    train: listFiles(source.id, join(root, 'train'), classes, 'images'),
    test: validationFiles(root, classes),
  }
}
