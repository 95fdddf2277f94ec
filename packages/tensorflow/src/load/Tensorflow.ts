/** A loaded backend. */
export interface Tensorflow {
  /** The folder of the npm package. */
  readonly backend: string
  /** TensorFlow's version. */
  readonly version: string
}
