/** A text in one line. */
export const oneLine = (text: string): string => text.trim().replaceAll(/\s+/g, ' ')
