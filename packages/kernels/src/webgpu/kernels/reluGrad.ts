import { util } from '@tensorflow/tfjs-core'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import { elementwise, workgroupsFor } from '../elementwise.js'
import type { Gpu } from '../Gpu.js'
import { read, shaderOf, written } from '../Shader.js'

/** p: elements. */
const shader = shaderOf(
  [read('dy'), read('x'), written('dx')],
  elementwise('p.x', 'dx[i] = select(0.0, dy[i], x[i] > 0.0);'),
)

/** dx = dy [x > 0] in one dispatch; TensorFlow.js takes two and a temporary. */
export const reluGrad = ({ output, run }: Gpu): Kernel<Inputs<'dy' | 'x'>> => ({
  name: 'ReluGrad',
  run: ({ inputs: { dy, x } }) => {
    const dx = output(x.shape)
    const size = util.sizeFromShape(x.shape)
    if (size > 0)
      run({
        shader,
        tensors: [dy, x, dx],
        calls: [[size, 0, 0, 0]],
        workgroups: workgroupsFor(size),
      })
    return dx
  },
})
