/** A leaf that is read asynchronously: a tensor. */
interface Readable {
  readonly data: () => Promise<ArrayLike<number>>
}

const isReadable = (leaf: unknown): leaf is Readable =>
  typeof (leaf as Partial<Readable> | null)?.data === 'function'

/** Reads a leaf, a tensor or a typed array, into a new vector. */
export const valuesOf = async (leaf: unknown): Promise<Float64Array> =>
  Float64Array.from(isReadable(leaf) ? await leaf.data() : (leaf as ArrayLike<number>))
