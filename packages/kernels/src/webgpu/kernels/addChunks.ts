import { elementwise } from '../elementwise.js'
import { read, shaderOf, written } from '../Shader.js'

/** Adds up the chunks of partial sums [p.y, p.x]; one thread for each of p.x sums. */
export const addChunks = shaderOf(
  [read('parts'), written('total')],
  elementwise(
    'p.x',
    `var sum = 0.0;
  for (var chunk = 0u; chunk < p.y; chunk += 1u) { sum += parts[chunk * p.x + i]; }
  total[i] = sum;`,
  ),
)
