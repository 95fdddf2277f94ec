/** The limits of an adapter, the largest that its devices can have, or of a device. */
const limitsOf = ({ limits }: Pick<GPUAdapter, 'limits'>): Record<string, number> => {
  const all: Record<string, number> = {}
  // limits are getters of the prototype
  for (const name in limits) {
    const value: unknown = limits[name as keyof GPUSupportedLimits]
    if (typeof value === 'number') all[name] = value
  }
  return all
}

/** The features that TensorFlow.js uses where they exist. */
const wanted: readonly GPUFeatureName[] = ['timestamp-query', 'bgra8unorm-storage']

/**
 * Requests a device with all limits of its adapter. TensorFlow.js reads them at each dispatch, so
 * they are a property of its own: otherwise each read asks the implementation.
 */
export const requestDevice = async (adapter: GPUAdapter): Promise<GPUDevice> => {
  const device = await adapter.requestDevice({
    requiredFeatures: wanted.filter((feature) => adapter.features.has(feature)),
    requiredLimits: limitsOf(adapter),
  })
  return Object.defineProperty(device, 'limits', { value: limitsOf(device) })
}
