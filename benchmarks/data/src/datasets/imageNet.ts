import { join } from 'node:path'
import type { ImageFolder } from '../folders/ImageFolder.js'
import { listFiles, listFolders } from '../folders/listFiles.js'
import type { DataOptions } from '../locate/DataOptions.js'
import { findFolder } from './findFolder.js'

/** Options of {@link imageNet}. */
export interface ImageNetOptions extends DataOptions {
  /** Uses the first so many classes in sorted order, for smaller runs. Default all. */
  readonly classes?: number
}

const source = {
  id: 'imagenet',
  obtain:
    'take ILSVRC2012 from its authors and sort both splits into train/WNID/*.JPEG and val/WNID/*.JPEG',
}

/**
 * ImageNet (ILSVRC2012), or any folder of the same layout: train/class/*.JPEG and val/class/*.JPEG.
 * The class is the index of its folder in sorted order. Files are decoded when they are needed.
 *
 * Source: Russakovsky et al., arXiv 1409.0575.
 *
 * @throws Error if a folder is missing or empty.
 */
export const imageNet = ({ classes: limit, ...options }: ImageNetOptions = {}): ImageFolder => {
  const root = findFolder(source, 'train', options)
  const all = listFolders(source.id, join(root, 'train'))
  const classes = all.slice(0, limit ?? all.length)
  if (classes.length === 0)
    throw new Error(`imagenet: ${join(root, 'train')} must hold a folder for each class`)
  const genuine = all.length === 1000
  return {
    id: genuine && limit === undefined ? 'imagenet' : `image-folder-${classes.length}`,
    title: genuine && limit === undefined ? 'ImageNet' : `Image folder, ${classes.length} classes`,
    classes,
    normalization: { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] },
    train: listFiles('imagenet', join(root, 'train'), classes),
    test: listFiles('imagenet', join(root, 'val'), classes),
  }
}
