export { type Ready, setUpWebgpu } from './dawn/setUpWebgpu.js'
export { startWebgpu } from './dawn/startWebgpu.js'
export type { Adapter, Missing, Result, Webgpu } from './Started.js'
export type { StartOptions } from './start/startWith.js'
