import { fork } from 'node:child_process'
import type { Projection, ProjectionReply, ProjectionRequest } from './Projection.js'
import { bytesText } from './stepMemory.js'

/** Measures in a process of its own, whose memory is then its own too. */
const measured = (request: ProjectionRequest): Promise<ProjectionReply> =>
  new Promise((resolve) => {
    const child = fork(new URL('./measure.js', import.meta.url), {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.once('message', (reply) => resolve(reply as ProjectionReply))
    child.once('exit', (code, signal) => {
      const how = signal === null ? `with exit code ${code}` : `by ${signal}`
      const message = `the process was ended ${how}, as where memory is short`
      resolve({ kind: 'failed', message })
    })
    child.send(request)
  })

const timeText = (seconds: number): string => {
  if (seconds < 3600) return `${(seconds / 60).toFixed(1)} minutes`
  const hours = seconds / 3600
  return hours < 48 ? `${hours.toFixed(1)} hours` : `${(hours / 24).toFixed(1)} days`
}

/** The costs of a task in one line. */
const projectionText = (
  { task, method, backend }: ProjectionRequest,
  projection: Projection,
): string => {
  const { random, device, batch, memory, parameters, msPerStep, steps } = projection
  const { processorMs, tensorBytes, processBytes } = projection
  const where = device === undefined ? backend : `${backend} (${device})`
  const ms = (n: number) => n.toFixed(n < 100 ? 1 : 0)
  const why = memory === undefined ? '' : `, larger ones do not fit into ${bytesText(memory)}`
  const smaller = batch < task.batch ? ` (the task has ${task.batch}${why})` : ''
  return [
    `${task.name} ${method.name} on ${where}${random ? ', random data of the right shape' : ''}:`,
    `${parameters} parameters, ${ms(msPerStep)} ms a step of ${batch}${smaller},`,
    `${ms(processorMs)} ms of processor time,`,
    `${bytesText(tensorBytes)} of tensors, ${bytesText(processBytes)} of the process;`,
    `the whole run: ${steps} steps, ${timeText((steps * msPerStep) / 1000)} without evaluation`,
  ].join(' ')
}

/**
 * Takes a few steps of each task and prints what the whole run costs; a task that fails, also for
 * want of memory, is a line too.
 *
 * @returns The exit code: 1 if a task failed.
 */
export const project = async (
  requests: readonly ProjectionRequest[],
  print: (line: string) => void,
): Promise<number> => {
  let code = 0
  for (const request of requests) {
    const reply = await measured(request)
    const { task, method, backend } = request
    if (reply.kind === 'measured') print(projectionText(request, reply.projection))
    else {
      code = 1
      print(`${task.name} ${method.name} on ${backend}: failed: ${reply.message}`)
    }
  }
  return code
}
