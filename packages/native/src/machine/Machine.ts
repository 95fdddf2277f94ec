/** What a command did. `status` is null where it could not be started at all. */
export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Where a command runs: its folder, and what its environment has beside that of this process. */
export interface Surroundings {
  readonly folder?: string
  readonly environment?: { readonly [name: string]: string }
}

/** Everything that the set-up does to the world, so that tests can play a machine on which it fails. */
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
  /** What tells a running process from a later one with the same number; undefined if it has ended. */
  readonly birthOf: (pid: number) => string | undefined
  readonly run: (
    command: string,
    args: readonly string[],
    surroundings?: Surroundings,
  ) => Promise<Ran>
  readonly exists: (path: string) => boolean
  /** Bytes of a file; undefined if there is none. */
  readonly size: (path: string) => number | undefined
  readonly read: (path: string) => string | undefined
  /** Writes under a temporary name and renames. */
  readonly write: (path: string, text: string) => void
  /** Writes only if there is no such file; false if there is. */
  readonly claim: (path: string, text: string) => boolean
  readonly list: (folder: string) => readonly string[]
  readonly makeFolder: (path: string) => void
  readonly rename: (from: string, to: string) => void
  readonly remove: (path: string) => void
  /** Free bytes where the folder is or will be. */
  readonly free: (folder: string) => number
}
