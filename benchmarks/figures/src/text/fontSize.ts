/** Sizes of text in pixels. */
export const fontSize = { tick: 11, label: 12, heading: 12.5, line: 1.3 } as const
