import type { LayoutSegment } from '@momenta/core/program'
import type { StepBuffers } from './buffers/StepBuffers.js'

/** Whether the result of a segment is measured next, and reads of memory are worth arithmetic. */
export const isMeasured = (
  { index, last }: LayoutSegment,
  { engine, layout: { segments } }: StepBuffers,
): boolean =>
  engine.addsSquares === true &&
  (last
    ? segments.some(({ measures }) => measures.includes('params'))
    : segments[index + 1]?.measures.includes('updates') === true)
