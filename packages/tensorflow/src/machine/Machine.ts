/** The result of a command. `status` is null if the command could not be started. */
export interface CommandResult {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The folder a command runs in, and variables added to the environment of this process. */
export interface CommandOptions {
  readonly folder?: string
  readonly environment?: { readonly [name: string]: string }
}

/** All effects of the setup, so that tests can replace the machine by one on which they fail. */
export interface Machine {
  readonly platform: string
  readonly arch: string
  readonly environment: { readonly [name: string]: string | undefined }
  readonly homeFolder: string
  readonly workingFolder: string
  readonly pid: number
  readonly node: string
  /** The version of glibc; undefined with another C library, such as Alpine's musl. */
  readonly glibc: () => string | undefined
  /** Tells a process from a later one with the same id; undefined if it has ended. */
  readonly identifyProcess: (pid: number) => string | undefined
  readonly run: (
    command: string,
    args: readonly string[],
    options?: CommandOptions,
  ) => Promise<CommandResult>
  readonly exists: (path: string) => boolean
  /** The size of a file in bytes; undefined if there is none. */
  readonly size: (path: string) => number | undefined
  readonly read: (path: string) => string | undefined
  /** Writes to a temporary name and renames. */
  readonly write: (path: string, text: string) => void
  /** Writes only if the file does not exist; returns whether it did. */
  readonly claim: (path: string, text: string) => boolean
  readonly list: (folder: string) => readonly string[]
  readonly makeFolder: (path: string) => void
  readonly rename: (from: string, to: string) => void
  readonly remove: (path: string) => void
  /** Free bytes on the disk of a folder, which need not exist yet. */
  readonly free: (folder: string) => number
}
