/** The device that is checked. */
export interface DeviceRow {
  readonly part: 'device'
  readonly backend: string
  /** The adapter or the processor, as it names itself. */
  readonly device: string
  readonly node: string
}

/** An optimizer run fused on the device, against the same optimizer run eagerly on cpu. */
export interface NumbersRow {
  readonly part: 'numbers'
  readonly optimizer: string
  readonly sam: boolean
  /** The largest absolute difference of a parameter after all steps. */
  readonly worst: number
  readonly passed: boolean
}

/** An optimizer that the backend cannot run, by its nature. */
export interface SkippedRow {
  readonly part: 'skipped'
  readonly check: string
  readonly reason: string
}

/** The calls to a GPU in one step; absent where there is none. */
export interface Calls {
  readonly dispatches: number
  readonly submits: number
  readonly readbacks: number
  /** Buffers that are created; the backend reuses others. */
  readonly buffers: number
}

/** One optimizer step on gradients that are there, or a copy of the same bytes. */
export interface StepRow extends Partial<Calls> {
  readonly part: 'steps'
  readonly optimizer: string
  readonly params: number
  readonly tensors: number
  /** Median milliseconds of a step in a sequence that waits for the device at its end. */
  readonly ms: number
  /** Of these, when the processor does not wait for the device; absent where there is none. */
  readonly processorMs?: number
  readonly bytesPerParam?: number
  readonly gbps?: number
  /** Throughput over that of a copy of as many bytes on the device. */
  readonly shareOfCopy?: number
}

/** One training step of a model: loss, gradients, optimizer; the loss is read every 10 steps. */
export interface TrainingRow extends Partial<Calls> {
  readonly part: 'training'
  readonly backend: string
  readonly model: string
  readonly parameters: number
  readonly batch: number
  readonly optimizer: string
  /** Median milliseconds. */
  readonly ms: number
  /**
   * Of these, when the processor does not wait for the device: near `ms` where it is the limit.
   * Absent where there is no device.
   */
  readonly processorMs?: number
  /** The loss of the first and of the last step. */
  readonly losses: readonly [number, number]
}

/** What is allocated after 100 and after 200 steps. */
export interface MemoryRow {
  readonly part: 'memory'
  readonly model: string
  readonly optimizer: string
  readonly tensors: readonly [number, number]
  readonly bytes: readonly [number, number]
  /** All buffers of the device, those kept for reuse included; absent where there is no device. */
  readonly deviceBytes?: readonly [number, number]
  readonly passed: boolean
}

/** A check that could not be made. */
export interface FailedRow {
  readonly part: 'failed'
  readonly check: string
  readonly message: string
}

/** One line of the output. */
export type Row =
  | DeviceRow
  | NumbersRow
  | SkippedRow
  | StepRow
  | TrainingRow
  | MemoryRow
  | FailedRow

/** Receives the rows as they come. */
export type Report = (row: Row) => void
