import { bindings, elementwise } from '../elementwise.js'
import type { Shader } from '../Gpu.js'

/** Adds up the chunks of partial sums [p.y, p.x]; one thread for each of p.x sums. */
export const addChunks: Shader = {
  code: `
${bindings('parts', 'total f32 read_write')}
${elementwise(
  'p.x',
  `var sum = 0.0;
  for (var chunk = 0u; chunk < p.y; chunk += 1u) { sum += parts[chunk * p.x + i]; }
  total[i] = sum;`,
)}`,
}
