import { stopBackend } from '@momenta/bench-backends'
import { oneLine } from '@momenta/bench-results'
import { measureProjection } from './measureProjection.js'
import type { ProjectionReply, ProjectionRequest } from './Projection.js'

const reply = (message: ProjectionReply) => process.send?.(message)

process.once('message', async (request: ProjectionRequest) => {
  try {
    reply({ kind: 'measured', projection: await measureProjection(request) })
  } catch (error) {
    const message = oneLine(error instanceof Error ? error.message : String(error))
    reply({ kind: 'failed', message })
  }
  stopBackend()
  process.disconnect()
})
