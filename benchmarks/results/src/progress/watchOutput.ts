import { errorCode } from '../store/errorCode.js'

/** What a shell reports for a program that SIGPIPE ended: 128 + 13. */
const readerGone = 141

/**
 * Ends the program where what it writes cannot arrive, instead of a stack trace. Where the reader has gone (`| head -1`) it
 * ends without a word, with exit code 141; where standard output cannot be written (a full disk) it says so in one line and
 * ends with 1. Listeners of `exit` run.
 */
export const watchOutput = (
  who: string,
  { out = process.stdout, err = process.stderr, exit = process.exit } = {},
): void => {
  for (const stream of [out, err])
    stream.on('error', (error: Error) => {
      if (errorCode(error) === 'EPIPE') return exit(readerGone)
      if (stream === out)
        err.write(
          `${who}: standard output must be writable, got ${errorCode(error) ?? error.message}\n`,
        )
      return exit(1)
    })
}
