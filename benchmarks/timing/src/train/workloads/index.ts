import { cnn } from './cnn.js'
import { lstm } from './lstm.js'
import { mlp } from './mlp.js'
import { resnet18, resnetBlock } from './resnet.js'
import type { MakeWorkload } from './Workload.js'

/** Every workload, by the name that the command line takes. */
export const workloads = { mlp, cnn, lstm, resnetBlock, resnet18 } as const satisfies {
  readonly [name: string]: MakeWorkload
}

/** The name of a workload. */
export type WorkloadName = keyof typeof workloads
