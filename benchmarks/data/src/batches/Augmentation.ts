/** Random changes of training images. */
export interface Augmentation {
  /** Pixels of zeros around an image before a random crop of its own size. Default 0. */
  readonly pad?: number
  /** Mirrors half of the images. Default false. */
  readonly flip?: boolean
}

/** The standard augmentation of CIFAR: pad by 4, crop, flip (He et al., arXiv 1512.03385). */
export const cifarAugmentation: Augmentation = { pad: 4, flip: true }
