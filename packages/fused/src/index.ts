export type { Pass } from './driver/Pass.js'
export { type Explanation, type FusedOptions, type FusedRunner, fused } from './fused.js'
export { leafNorms } from './leafNorms.js'
