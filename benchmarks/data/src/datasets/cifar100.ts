import type { ImageDataset } from '../images/ImageDataset.js'
import type { DataOptions } from '../locate/DataOptions.js'
import { type CifarSource, loadCifar } from './loadCifar.js'

/** The files of CIFAR-100, binary version. */
const cifar100Source: CifarSource = {
  id: 'cifar100',
  title: 'CIFAR-100',
  classes: 100,
  labelBytes: 2,
  normalization: { mean: [0.5071, 0.4865, 0.4409], deviation: [0.2673, 0.2564, 0.2762] },
  files: [
    { name: 'train.bin', md5: '6172c7755cfe09b2fe270c85cebc1b15' },
    { name: 'test.bin', md5: '4499cfba6c016c1be1438163640a0898' },
  ],
  obtain: 'run npm run data -- fetch cifar100',
}

/**
 * CIFAR-100 with its 100 fine labels: 50,000 and 10,000 colour photos of 32 × 32 pixels.
 *
 * Source: Krizhevsky 2009, cifar-100-binary.tar.gz (md5 03b5dce01913d631647c71ecec9e9cb8).
 *
 * @throws Error if a file is missing or is not the published one.
 */
export const cifar100 = (options: DataOptions = {}): ImageDataset =>
  loadCifar(cifar100Source, options)
