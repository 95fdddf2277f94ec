/** The beginning of a shader's main function: its `thread`, and its `group` among all rows. */
export const beginMain = (threads: number): string => `@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
var group = id.x + id.y * groups.x;`
