/** A leaf that has to be read: a tensor. */
interface Readable {
  readonly data: () => Promise<ArrayLike<number>>
}

const isReadable = (leaf: unknown): leaf is Readable =>
  typeof (leaf as Partial<Readable> | null)?.data === 'function'

/** The numbers of a leaf, a copy: of a tensor by an asynchronous read, of an array as they are. */
export const valuesOf = async (leaf: unknown): Promise<Float64Array> =>
  Float64Array.from(isReadable(leaf) ? await leaf.data() : (leaf as ArrayLike<number>))
