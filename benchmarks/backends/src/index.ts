export {
  type BackendChoice,
  type BackendName,
  backendChoices,
  backends,
  isGpu,
} from './BackendName.js'
export { checkDevice, fromDevice } from './device/webgpuDevice.js'
export { copyDawn } from './pack/copyDawn.js'
export { copyLoader } from './pack/copyLoader.js'
export { deployPackage } from './pack/deployPackage.js'
export { driverLines } from './pack/driverLines.js'
export { readScalars } from './readScalars.js'
export type { Started } from './Started.js'
export type { StartOptions } from './StartOptions.js'
export { startBackend, stopBackend } from './startBackend.js'
export { stepsPerRead } from './stepsPerRead.js'
