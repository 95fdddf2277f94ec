import type { Tensor } from '@tensorflow/tfjs-core'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Operations } from '../Operations.js'

/** TensorFlow's own gradient of relu. */
export const reluGrad = ({ run, type }: Operations): Kernel<Inputs<'dy' | 'x', Tensor>> => ({
  name: 'ReluGrad',
  run: ({ inputs: { dy, x } }) => run('ReluGrad', [type('T', 'float32')], [dy, x], 1)[0] as Tensor,
})
