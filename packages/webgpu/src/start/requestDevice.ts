/** The largest limits that an adapter has; by default a device has small ones. */
const limitsOf = ({ limits }: GPUAdapter): Record<string, number> => {
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

/** Requests a device with all limits of its adapter. */
export const requestDevice = (adapter: GPUAdapter): Promise<GPUDevice> =>
  adapter.requestDevice({
    requiredFeatures: wanted.filter((feature) => adapter.features.has(feature)),
    requiredLimits: limitsOf(adapter),
  })
