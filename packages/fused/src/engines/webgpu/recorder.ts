import { type BindGroup, numbers } from './cacheBindGroups.js'
import type { Command, Device } from './jobs.js'
import type { Pipelines } from './pipelinesOf.js'
import type { WebgpuBackend } from './WebgpuBackend.js'

/** Records dispatches in the commands of a backend. */
export const recorder = (
  backend: WebgpuBackend,
  { isUncertain }: Pipelines,
  bindGroup: BindGroup,
  encoder: Device['encoder'],
): Device['record'] => {
  const { device } = backend
  const { maxComputeWorkgroupsPerDimension } = device.limits
  const record: Device['record'] = (commandsOf) => {
    const commands = commandsOf()
    const pass = encoder().beginComputePass()
    let last: Command | undefined
    for (const command of commands) {
      const { pipeline, group, uniform, workgroups } = command
      if (pipeline !== last?.pipeline || uniform !== last.uniform) {
        pass.setPipeline(pipeline)
        if (uniform) pass.setBindGroup(1, bindGroup(pipeline, numbers, uniform))
      }
      last = command
      pass.setBindGroup(0, group)
      // in rows where one dimension cannot hold all workgroups
      const rows = Math.ceil(workgroups / maxComputeWorkgroupsPerDimension)
      pass.dispatchWorkgroups(Math.ceil(workgroups / rows), rows)
    }
    pass.end()
  }
  return (commandsOf) => {
    if (!isUncertain()) return record(commandsOf)
    // on their own, since a rejected shader makes all commands of a submission void
    encoder()
    backend.submitQueue()
    device.pushErrorScope('validation')
    try {
      record(commandsOf)
      backend.submitQueue()
      encoder()
    } finally {
      void device.popErrorScope()
    }
  }
}
