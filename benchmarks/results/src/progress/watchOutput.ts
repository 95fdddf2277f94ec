import { errorCode } from '../store/errorCode.js'

/** The exit code of a shell for SIGPIPE: 128 + 13. */
const brokenPipe = 141

/**
 * Exits instead of printing a stack trace when output cannot be written: silently with exit code
 * 141 if the pipe is closed (`| head -1`), with one line and exit code 1 on other errors (a full
 * disk). Listeners of `exit` run.
 */
export const watchOutput = (
  who: string,
  { out = process.stdout, err = process.stderr, exit = process.exit } = {},
): void => {
  for (const stream of [out, err])
    stream.on('error', (error: Error) => {
      if (errorCode(error) === 'EPIPE') return exit(brokenPipe)
      if (stream === out)
        err.write(
          `${who}: standard output must be writable, got ${errorCode(error) ?? error.message}\n`,
        )
      return exit(1)
    })
}
