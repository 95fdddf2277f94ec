/** Dispatches a number of workgroups, in rows where one dimension cannot hold them. */
export const dispatchWorkgroups = (
  pass: GPUComputePassEncoder,
  count: number,
  { maxComputeWorkgroupsPerDimension: most }: GPUSupportedLimits,
): void => {
  const rows = Math.ceil(count / most)
  pass.dispatchWorkgroups(Math.ceil(count / rows), rows)
}
