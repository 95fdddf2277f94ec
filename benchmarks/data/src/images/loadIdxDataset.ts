import { decodeIdx } from '../formats/decodeIdx.js'
import type { DataFile } from '../locate/DataFile.js'
import type { DataOptions } from '../locate/DataOptions.js'
import type { DataSource } from '../locate/DataSource.js'
import { readVerified } from '../locate/readVerified.js'
import type { ImageDataset } from './ImageDataset.js'
import type { Images } from './Images.js'
import type { Normalization } from './Normalization.js'

/** A data set in IDX files: train images, train labels, test images, test labels, in this order. */
export interface IdxSource extends DataSource {
  readonly classes: number
  readonly normalization: Normalization
  readonly files: readonly [DataFile, DataFile, DataFile, DataFile]
}

const split = (
  source: IdxSource,
  images: DataFile,
  labels: DataFile,
  options: DataOptions,
): Images => {
  const { shape, data } = decodeIdx(images.name, readVerified(source, images, options))
  const classes = decodeIdx(labels.name, readVerified(source, labels, options)).data
  const [count = 0, height = 0, width = 0] = shape
  if (classes.length !== count)
    throw new RangeError(
      `${source.id}: ${labels.name} must hold ${count} labels, got ${classes.length}`,
    )
  const wrong = classes.findIndex((label) => label >= source.classes)
  if (wrong >= 0)
    throw new RangeError(
      `${source.id}: labels must lie in [0, ${source.classes}), got ${classes[wrong]} at ${wrong} in ${labels.name}`,
    )
  return {
    count,
    height,
    width,
    channels: 1,
    layout: 'hwc',
    pixels: data,
    labels: Uint16Array.from(classes),
  }
}

/** Loads a data set of IDX files. */
export const loadIdxDataset = (source: IdxSource, options: DataOptions = {}): ImageDataset => {
  const [trainImages, trainLabels, testImages, testLabels] = source.files
  const { id, title, classes, normalization } = source
  return {
    id,
    title,
    classes,
    normalization,
    train: split(source, trainImages, trainLabels, options),
    test: split(source, testImages, testLabels, options),
  }
}
