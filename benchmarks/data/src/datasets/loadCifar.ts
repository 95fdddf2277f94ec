import { decodeCifar } from '../formats/decodeCifar.js'
import type { ImageDataset } from '../images/ImageDataset.js'
import type { Images } from '../images/Images.js'
import { joinImages } from '../images/joinImages.js'
import type { Normalization } from '../images/Normalization.js'
import type { DataFile } from '../locate/DataFile.js'
import type { DataOptions } from '../locate/DataOptions.js'
import type { DataSource } from '../locate/DataSource.js'
import { readVerified } from '../locate/readVerified.js'

/** A data set in CIFAR's record layout: training files first, the test file last. */
export interface CifarSource extends DataSource {
  readonly classes: number
  readonly labelBytes: number
  readonly normalization: Normalization
}

/** Loads a data set in CIFAR's record layout. */
export const loadCifar = (source: CifarSource, options: DataOptions = {}): ImageDataset => {
  const decode = (file: DataFile): Images =>
    decodeCifar(file.name, readVerified(source, file, options), source)
  const { id, title, classes, normalization, files } = source
  return {
    id,
    title,
    classes,
    normalization,
    train: joinImages(files.slice(0, -1).map(decode)),
    test: decode(files.at(-1) as DataFile),
  }
}
