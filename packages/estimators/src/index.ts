export { type AsamOptions, asam } from './asam.js'
export { clipNorm } from './clipNorm.js'
export type { ClipOptions } from './clipOptions.js'
export { clipValue } from './clipValue.js'
export {
  type GaussNewtonBartlettOptions,
  gaussNewtonBartlett,
} from './gaussNewtonBartlett.js'
export { type GradientNoiseOptions, gradientNoise } from './gradientNoise.js'
export { type HutchinsonOptions, hutchinson } from './hutchinson.js'
export { type MicrobatchesOptions, microbatches } from './microbatches.js'
export { type SamOptions, sam } from './sam.js'
