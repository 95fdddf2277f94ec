import type { Case } from './Case.js'
import { elementwise } from './elementwise.js'
import { layers } from './layers.js'
import { movements } from './movements.js'
import { reductions } from './reductions.js'

const flat = 'piecewise constant: its gradient is 0 where it is defined, as are differences'
const nowhere = 'no operation of tfjs-core runs this kernel, and no backend has it'

/** The cases by the name of the kernel. */
export const cases: { readonly [kernel: string]: readonly Case[] } = {
  ...elementwise,
  ...reductions,
  ...movements,
  ...layers,
}

/** Kernels that cannot be compared with differences, and the reason. */
export const untested: { readonly [kernel: string]: string } = {
  ArgMax: flat,
  ArgMin: flat,
  Ceil: flat,
  Floor: flat,
  FloorDiv: flat,
  GreaterEqual: flat,
  IsFinite: flat,
  IsInf: flat,
  IsNan: flat,
  OneHot: flat,
  OnesLike: flat,
  Round: flat,
  Sign: flat,
  Step: flat,
  ZerosLike: flat,
  BroadcastTo: nowhere,
  LogSoftmax: nowhere,
  ComplexAbs: 'its input is complex64, which is not the type of a parameter',
}
