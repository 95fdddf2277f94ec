import type { decodeFile } from './decodeFile.js'

/** The problems of a decoded file, one line each: bad lines, an incomplete end. */
export const notesOf = (
  name: string,
  { bad, torn }: Pick<ReturnType<typeof decodeFile>, 'bad' | 'torn'>,
): readonly string[] => [
  ...bad
    .slice(0, 1)
    .map(
      ({ line, reason }) =>
        `results: ${name}: skipped ${bad.length} bad line${bad.length === 1 ? '' : 's'}, first line ${line}, ${reason}.`,
    ),
  ...(torn > 0
    ? [`results: ${name}: skipped an incomplete line of ${torn} bytes at its end.`]
    : []),
]
