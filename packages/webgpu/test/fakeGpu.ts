/** An error event of a device. */
type ErrorListener = (event: { readonly error: { readonly message: string } }) => void

/** What a fake device shows of itself. */
export interface FakeDevice {
  readonly descriptor: GPUDeviceDescriptor
  readonly fail: ErrorListener
  readonly lose: (reason: string, message: string) => void
}

const info = { vendor: 'acme', architecture: 'mark-2', device: '', description: 'Acme 9000' }

/** A WebGPU with an adapter of given limits whose devices do nothing. */
export const fakeGpu = (
  made: FakeDevice[],
  given: Partial<Record<keyof typeof info, string>> = {},
  error?: Error,
): GPU => {
  const limits = Object.create({ maxBufferSize: 2 ** 40, maxBindGroups: 7 })
  const requestDevice = async (descriptor: GPUDeviceDescriptor) => {
    if (error !== undefined) throw error
    let lose: FakeDevice['lose'] = () => {}
    const lost = new Promise((resolve) => {
      lose = (reason, message) => resolve({ reason, message })
    })
    let fail: ErrorListener = () => {}
    const addEventListener = (_: string, listener: ErrorListener) => {
      fail = listener
    }
    made.push({ descriptor, fail: (event) => fail(event), lose })
    return {
      lost,
      addEventListener,
      destroy: () => lose('destroyed', ''),
      limits,
      features: new Set(),
    }
  }
  const adapter = {
    info: { ...info, ...given },
    limits,
    features: new Set(['timestamp-query', 'shader-f16']),
    requestDevice,
  }
  return { requestAdapter: async () => adapter } as unknown as GPU
}
