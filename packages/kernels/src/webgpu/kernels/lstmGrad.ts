import * as tf from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { LstmGradInputs } from '../../operations/LstmInputs.js'
import { elementwise, workgroupsFor } from '../elementwise.js'
import type { Gpu } from '../Gpu.js'
import { type Params, read, shaderOf, written } from '../Shader.js'
import { lstmCell } from './lstmCell.js'

/**
 * A step back: dL/d(sums of the gates) of step p.x, from those of the step after it, and dL/dc of
 * the step before it in `carry`. p: step, batch, units, steps.
 */
const stepBack = shaderOf(
  [
    read('gates'),
    read('u'),
    read('c0'),
    read('cells'),
    read('dhidden'),
    read('dcells'),
    written('dgates'),
    written('carry'),
  ],
  `${lstmCell.activations}
${elementwise(
  'p.y * p.z',
  `${lstmCell.indices}
  let now = p.x * size + i;
  var dh = dhidden[now];
  var dc = dcells[now];
  if (p.x + 1u < p.w) {
    let after = ((p.x + 1u) * p.y + example) * 4u * units;
    for (var k = 0u; k < 4u * units; k++) { dh += dgates[after + k] * u[unit * 4u * units + k]; }
    dc += carry[i];
  }
  var before = 0.0;
  if (p.x == 0u) { before = c0[i]; } else { before = cells[now - size]; }
  let input = gates[at];
  let kept = gates[at + units];
  let candidate = gates[at + 2u * units];
  let open = gates[at + 3u * units];
  let bent = tangent(cells[now]);
  dc += dh * open * (1.0 - bent * bent);
  dgates[at] = dc * candidate * input * (1.0 - input);
  dgates[at + units] = dc * before * kept * (1.0 - kept);
  dgates[at + 2u * units] = dc * input * (1.0 - candidate * candidate);
  dgates[at + 3u * units] = dh * bent * open * (1.0 - open);
  carry[i] = dc * kept;`,
)}`,
)

/**
 * The gradients with respect to x, kernel, recurrentKernel, bias and the initial state: the steps
 * back one by one, the products over all steps at once.
 */
export const lstmGrad = ({ output, run }: Gpu): Kernel<LstmGradInputs<tf.Tensor>> => ({
  name: 'LstmSequenceGrad',
  run: ({ inputs }) => {
    const { x, kernel, recurrentKernel, h, c, hidden, cells, dhidden, dcells } = inputs
    const [steps, batch, width] = x.shape as [number, number, number]
    const units = h.shape[1] as number
    const made = output([steps * batch, 4 * units])
    const dc = output(c.shape)
    run({
      shader: stepBack,
      tensors: [inputs.aux0, recurrentKernel, c, cells, dhidden, dcells, made, dc],
      calls: Array.from({ length: steps }, (_, t): Params => [steps - 1 - t, batch, units, steps]),
      workgroups: workgroupsFor(batch * units),
    })
    const dgates = tf.engine().makeTensorFromTensorInfo(made) as tf.Tensor2D
    const products = tf.tidy(() => {
      const flat = tf.reshape(x, [steps * batch, width]) as tf.Tensor2D
      const rows = tf.reshape(hidden, [steps * batch, units])
      const before = tf.concat([h, tf.slice(rows, [0, 0], [(steps - 1) * batch, units])], 0)
      const first = tf.slice(dgates, [0, 0], [batch, 4 * units])
      return [
        tf.reshape(tf.matMul(dgates, kernel as tf.Tensor2D, false, true), x.shape),
        tf.matMul(flat, dgates, true, false),
        tf.matMul(before as tf.Tensor2D, dgates, true, false),
        tf.sum(dgates, 0),
        tf.matMul(first, recurrentKernel as tf.Tensor2D, false, true),
      ]
    })
    dgates.dispose()
    return [...products, dc]
  },
})
