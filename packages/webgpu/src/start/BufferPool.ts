type Usage = GPUBufferUsageFlags

/**
 * The buffers of a backend, in place of TensorFlow.js's manager. Of the free buffers of a size it
 * hands out the one that was made first. A step that allocates as the one before then gets the same
 * buffers, so that what is known of buffers holds again; a stack would permute them at each step.
 */
export class BufferPool {
  numBytesUsed = 0
  numBytesAllocated = 0
  readonly #device: Pick<GPUDevice, 'createBuffer'>
  /** Those of one size and usage, the first made last. */
  readonly #free = new Map<number, GPUBuffer[]>()
  readonly #used = new Set<GPUBuffer>()
  readonly #numbers = new WeakMap<GPUBuffer, number>()
  #made = 0

  constructor(device: Pick<GPUDevice, 'createBuffer'>) {
    this.#device = device
  }

  /** A number for each buffer that was made here; undefined for others. */
  numberOf(buffer: GPUBuffer): number | undefined {
    return this.#numbers.get(buffer)
  }

  acquireBuffer(size: number, usage: Usage, mappedAtCreation = false, reuse = true): GPUBuffer {
    const buffer =
      (reuse ? this.#freeOf(size, usage).pop() : undefined) ??
      this.#make(size, usage, mappedAtCreation)
    this.#used.add(buffer)
    this.numBytesUsed += size
    return buffer
  }

  releaseBuffer(buffer: GPUBuffer, reuse = true): void {
    // after `dispose` tensors may still be freed
    if (!this.#used.delete(buffer)) return
    const { size, usage } = buffer
    this.numBytesUsed -= size
    if (reuse) this.#insert(this.#freeOf(size, usage), buffer)
    else {
      buffer.destroy()
      this.numBytesAllocated -= size
    }
  }

  getNumUsedBuffers(): number {
    return this.#used.size
  }

  getNumFreeBuffers(): number {
    let count = 0
    for (const list of this.#free.values()) count += list.length
    return count
  }

  dispose(): void {
    for (const list of [...this.#free.values(), this.#used])
      for (const buffer of list) buffer.destroy()
    this.#free.clear()
    this.#used.clear()
    this.numBytesUsed = 0
    this.numBytesAllocated = 0
  }

  #make(size: number, usage: Usage, mappedAtCreation: boolean): GPUBuffer {
    const buffer = this.#device.createBuffer({ size, usage, mappedAtCreation })
    this.#made += 1
    this.#numbers.set(buffer, this.#made)
    this.numBytesAllocated += size
    return buffer
  }

  #freeOf(size: number, usage: Usage): GPUBuffer[] {
    // all usages are below 2¹⁰
    const key = 1024 * size + usage
    const found = this.#free.get(key)
    if (found !== undefined) return found
    const made: GPUBuffer[] = []
    this.#free.set(key, made)
    return made
  }

  #insert(list: GPUBuffer[], buffer: GPUBuffer): void {
    const own = this.numberOf(buffer) as number
    let [low, high] = [0, list.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.numberOf(list[middle] as GPUBuffer) as number) > own) low = middle + 1
      else high = middle
    }
    list.splice(low, 0, buffer)
  }
}
