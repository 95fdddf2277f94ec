import { bytesText, stepMemory } from './stepMemory.js'

/**
 * The largest batch that fits: the given one, or half of it as often as needed.
 *
 * @param bytesAt - Measures the bytes of tensors of a step with a batch.
 */
export const fittingBatch = async (
  batch: number,
  memory: number,
  bytesAt: (batch: number) => Promise<number>,
): Promise<number> => {
  if (batch < 4) return batch
  const needed = await stepMemory(bytesAt)
  let fitting = batch
  while (fitting > 1 && needed(fitting) > memory) fitting = Math.floor(fitting / 2)
  if (needed(fitting) > memory)
    throw new Error(
      `project: a batch of one needs about ${bytesText(needed(1))}, and ${bytesText(memory)} are free; use a machine with more memory`,
    )
  return fitting
}
