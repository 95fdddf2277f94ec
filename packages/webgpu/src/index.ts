export type { Adapter, Missing, Result, Webgpu } from './Started.js'
export type { StartOptions } from './start/startWith.js'
export { startWebgpu } from './startWebgpu.js'
