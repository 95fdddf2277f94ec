/** A window of parallel streams; its arrays are reused by the next one. */
export interface TextWindow {
  /** Of shape [batch, steps], row-major. */
  readonly inputs: Int32Array
  /** The tokens that follow, of the same shape. */
  readonly targets: Int32Array
  readonly steps: number
}

/** Options of {@link windowsOf}. */
export interface WindowOptions {
  /** Parallel streams, a positive integer. */
  readonly batch: number
  /** Steps of back-propagation through time, a positive integer. */
  readonly steps: number
  /** Number of windows to skip at the start, to resume in the middle of an epoch. Default 0. */
  readonly skip?: number
}

/**
 * Cuts tokens into `batch` streams of one length (the remainder is dropped) and goes through them
 * together, `steps` tokens at a time; the last window may be shorter. The state of a recurrent
 * model is carried from one window to the next.
 *
 * @throws RangeError if an option is not such an integer or there are too few tokens.
 */
export function* windowsOf(
  tokens: Int32Array,
  { batch, steps, skip = 0 }: WindowOptions,
): Generator<TextWindow, void, undefined> {
  for (const [name, value] of Object.entries({ batch, steps }))
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`windowsOf: ${name} must be a positive integer, got ${value}`)
  if (!Number.isInteger(skip) || skip < 0)
    throw new RangeError(`windowsOf: skip must be a non-negative integer, got ${skip}`)
  const length = Math.floor(tokens.length / batch)
  if (length < 2)
    throw new RangeError(
      `windowsOf: needs at least ${2 * batch} tokens for a batch of ${batch}, got ${tokens.length}; take a smaller batch`,
    )
  const inputs = new Int32Array(batch * steps)
  const targets = new Int32Array(batch * steps)
  for (let start = skip * steps; start < length - 1; start += steps) {
    const now = Math.min(steps, length - 1 - start)
    for (let row = 0; row < batch; row++)
      for (let i = 0; i < now; i++) {
        const at = row * length + start + i
        inputs[row * now + i] = tokens[at] as number
        targets[row * now + i] = tokens[at + 1] as number
      }
    yield {
      inputs: inputs.subarray(0, batch * now),
      targets: targets.subarray(0, batch * now),
      steps: now,
    }
  }
}
