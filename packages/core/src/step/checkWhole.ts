import { show } from '@momenta/options'
import { sameShape } from '../state/sameShape.js'
import { slotShape } from '../state/slotShape.js'
import type { LeafOutput, LeafPart } from './LeafRun.js'

type ShapeOf<L> = (value: L) => readonly number[]

/**
 * Checks that a whole part returned updates and an entry of the leaf's shape and slots of theirs;
 * scalars are broadcast.
 *
 * @throws TypeError in one line that names the part.
 */
export const checkWhole = <L>(
  { description }: LeafPart<L>,
  shape: readonly number[],
  { outputs: [output] }: LeafOutput<L>,
  shapeOf: ShapeOf<L>,
): void => {
  const check = (what: string, value: L, expected: readonly number[]): void => {
    const got = shapeOf(value)
    if (got.length > 0 && !sameShape(got, expected))
      throw new TypeError(
        `step: ${what} of ${description.name} must have shape [${expected.join(', ')}], got [${got.join(', ')}]`,
      )
  }
  if (output === undefined) return
  check('the updates', output.updates, shape)
  if (output.entry !== undefined) check('the entry', output.entry, shape)
  for (const slot in description.slots)
    check(`slot ${show(slot)}`, output.slots[slot] as L, slotShape(description.slots[slot], shape))
}
