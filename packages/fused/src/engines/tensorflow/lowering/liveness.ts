import type { Call } from '../kernels/Kernel.js'
import type { Draft } from './emitter.js'
import type { Instruction } from './Lowering.js'

const tensorsOf = ({ inputs }: Call): readonly number[] =>
  inputs.flatMap(({ kind, at }) => (kind === 'tensor' ? [at] : []))

const readBy = (draft: Draft): readonly number[] =>
  draft.kind === 'compute' ? tensorsOf(draft.call) : draft.calls.flatMap(tensorsOf)

const heldBy = (draft: Draft): readonly number[] => (draft.kind === 'update' ? draft.held : [])

const madeBy = ({ to }: Draft): readonly number[] => (typeof to === 'number' ? [to] : to)

/** Adds to instructions which tensors are read later, and so which can be freed or changed. */
export const instructionsOf = (
  drafts: readonly Draft[],
  loads: number,
  results: readonly number[],
): readonly Instruction[] => {
  const lastRead = new Map<number, number>()
  drafts.forEach((draft, i) => {
    for (const at of [...madeBy(draft), ...readBy(draft), ...heldBy(draft)]) lastRead.set(at, i)
  })
  const ends = (at: number, i: number): boolean =>
    at >= loads && lastRead.get(at) === i && !results.includes(at)
  return drafts.map((draft, i): Instruction => {
    const held = heldBy(draft)
    const touched = new Set([...madeBy(draft), ...readBy(draft), ...held])
    const frees = [...touched].filter((at) => ends(at, i) && !held.includes(at))
    if (draft.kind === 'compute') return { ...draft, frees }
    const later = [draft.calls.flatMap(tensorsOf), ...drafts.slice(i + 1).map(allReadBy)].flat()
    return {
      ...draft,
      frees,
      // what these calls read too must not be freed before them
      held: held.map((tensor) => ({
        tensor,
        spent: ends(tensor, i) && !readBy(draft).includes(tensor),
      })),
      reads: [...new Set(later)].filter((at) => at < loads),
    }
  })
}

const allReadBy = (draft: Draft): readonly number[] => [...readBy(draft), ...heldBy(draft)]
