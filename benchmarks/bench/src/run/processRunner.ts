import { type ChildProcess, type ForkOptions, fork } from 'node:child_process'
import { once } from 'node:events'
import { withScope } from '@momenta/bench-results'
import type { StoredOutcome } from '../tasks/StoredTask.js'
import type { JobRunner, Reply, Request } from './JobRunner.js'

/**
 * Does jobs in a process of its own; after one that ended the process, in a new one. In a thread
 * the crash of a native library would end all jobs without a message.
 *
 * @param script - The program of the process.
 * @param options - Those of its processes; by default they inherit the flags of this one.
 */
export const processRunner = (
  script = new URL('./jobProcess.js', import.meta.url),
  options: ForkOptions = {},
): JobRunner => {
  let child: ChildProcess | undefined
  const started = (): ChildProcess => {
    if (child !== undefined) return child
    // numbers of an outcome may be infinite or NaN, which JSON has not
    const fresh = fork(script, [], { ...options, serialization: 'advanced' })
    fresh.once('exit', () => {
      if (child === fresh) child = undefined
    })
    child = fresh
    return fresh
  }
  return {
    run: (job, report, { signal, advance, ...shared }) =>
      new Promise<StoredOutcome | undefined>((resolve, reject) => {
        const process = started()
        // a process that has ended is reported by its exit
        const send = (request: Request) => process.send(request, () => {})
        const stop = () => send({ kind: 'stop' })
        signal.addEventListener('abort', stop)
        const settle = (end: () => void) => {
          process.off('message', receive).off('error', fail).off('exit', leave)
          signal.removeEventListener('abort', stop)
          end()
        }
        const fail = (error: Error): void => {
          child = undefined
          settle(() => reject(error))
        }
        const leave = (code: number | null, by: NodeJS.Signals | null): void => {
          const how = by === null ? `exit code ${code}` : `signal ${by}`
          // an interrupt of a terminal may reach a process before it listens
          if (signal.aborted && by !== null) settle(() => resolve(undefined))
          else
            fail(
              new Error(
                `its process ended with ${how}, as after a crash or without memory; run the command again to continue`,
              ),
            )
        }
        const receive = (reply: Reply): void => {
          if (reply.kind === 'metric') report(reply.metric)
          else if (reply.kind === 'advance') advance(reply.share, reply.note)
          else if (reply.kind === 'done') settle(() => resolve(reply.outcome))
          else settle(() => reject(withScope(reply.scope, reply.message)))
        }
        process.on('message', receive).on('error', fail).on('exit', leave)
        send({ kind: 'run', job, shared })
      }),
    close: async () => {
      if (child === undefined) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}
