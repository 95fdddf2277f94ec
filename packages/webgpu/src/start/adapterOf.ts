import type { Adapter } from '../Webgpu.js'

/** Names of drivers that compute on the processor. */
const software = /swiftshader|lavapipe|llvmpipe|basic render|software/i

/** What is known of an adapter. */
export const adapterOf = ({ info }: Pick<GPUAdapter, 'info'>): Adapter => {
  const { vendor, architecture, description, device } = info
  const named = [vendor, architecture, description, device].join(' ')
  return {
    vendor,
    architecture,
    device,
    description: description || device,
    isSoftware: info.isFallbackAdapter === true || software.test(named),
  }
}
