/** Threads of a workgroup of an elementwise shader. */
const threads = 64

/** The index `i` of an element in a shader that starts a thread for each of `count`. */
export const elementwise = (count: string, body: string): string => `
@compute @workgroup_size(${threads})
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  let i = id.x + id.y * groups.x * ${threads}u;
  if (i >= ${count}) { return; }
  ${body}
}`

/** Workgroups in rows, since every device has at least 65,535 in one dimension. */
export const inRows = (count: number): readonly [number, number] => {
  const rows = Math.ceil(count / 65_535)
  return [Math.ceil(count / rows), rows]
}

/** The workgroups for a number of elements. */
export const workgroupsFor = (elements: number): readonly [number, number] =>
  inRows(Math.ceil(elements / threads))
