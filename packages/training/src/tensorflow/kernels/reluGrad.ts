import type { Tensor } from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { Operations } from '../Operations.js'

/** TensorFlow's own gradient of relu. */
export const reluGrad = ({ run, type }: Operations): Kernel => ({
  name: 'ReluGrad',
  run: ({ inputs }) =>
    run('ReluGrad', [type('T', 'float32')], [inputs.dy, inputs.x] as Tensor[], 1)[0] as Tensor,
})
