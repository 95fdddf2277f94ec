import * as tf from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { LstmInputs } from '../../operations/LstmInputs.js'
import { elementwise, workgroupsFor } from '../elementwise.js'
import type { Gpu } from '../Gpu.js'
import { type Params, read, shaderOf, written } from '../Shader.js'
import { lstmCell } from './lstmCell.js'

/**
 * A step: a thread for each unit of each example. On entry `gates` holds x_t W + b, afterwards the
 * values of the gates. p: step, batch, units.
 */
const step = shaderOf(
  [written('gates'), read('u'), read('h0'), read('c0'), written('hidden'), written('cells')],
  `${lstmCell.activations}
${elementwise(
  'p.y * p.z',
  `${lstmCell.indices}
  var sums = vec4<f32>(gates[at], gates[at + units], gates[at + 2u * units], gates[at + 3u * units]);
  for (var k = 0u; k < units; k++) {
    var h = 0.0;
    if (p.x == 0u) { h = h0[example * units + k]; }
    else { h = hidden[(p.x - 1u) * size + example * units + k]; }
    let w = k * 4u * units + unit;
    sums += h * vec4<f32>(u[w], u[w + units], u[w + 2u * units], u[w + 3u * units]);
  }
  var before = 0.0;
  if (p.x == 0u) { before = c0[i]; } else { before = cells[(p.x - 1u) * size + i]; }
  let input = sigmoid(sums.x);
  let kept = sigmoid(sums.y);
  let candidate = tangent(sums.z);
  let open = sigmoid(sums.w);
  let cell = kept * before + input * candidate;
  cells[p.x * size + i] = cell;
  hidden[p.x * size + i] = open * tangent(cell);
  gates[at] = input;
  gates[at + units] = kept;
  gates[at + 2u * units] = candidate;
  gates[at + 3u * units] = open;`,
)}`,
)

/**
 * All steps of an LSTM: one product for the inputs of all, then a dispatch for each. Hidden and
 * cell states of every step, and the values of the gates.
 */
export const lstm = ({ output, run }: Gpu): Kernel<LstmInputs<tf.Tensor>> => ({
  name: 'LstmSequence',
  run: ({ inputs: { x, kernel, recurrentKernel, bias, h, c } }) => {
    const [steps, batch, width] = x.shape as [number, number, number]
    const units = h.shape[1] as number
    const gates = tf.tidy(() => {
      const flat = tf.reshape(x, [steps * batch, width])
      const sums = tf.add(tf.matMul(flat, kernel as tf.Tensor2D), bias)
      return tf.reshape(sums, [steps, batch, 4 * units])
    })
    const [hidden, cells] = [output([steps, batch, units]), output([steps, batch, units])]
    run({
      shader: step,
      tensors: [gates, recurrentKernel, h, c, hidden, cells],
      calls: Array.from({ length: steps }, (_, t): Params => [t, batch, units, 0]),
      workgroups: workgroupsFor(batch * units),
    })
    return [hidden, cells, gates]
  },
})
