/**
 * Dispatches a number of workgroups, in rows where one dimension cannot hold them.
 *
 * @param most - The workgroups that one dimension can hold.
 */
export const dispatchWorkgroups = (
  pass: GPUComputePassEncoder,
  count: number,
  most: number,
): void => {
  const rows = Math.ceil(count / most)
  pass.dispatchWorkgroups(Math.ceil(count / rows), rows)
}
