/** Formats rows of cells as a Markdown table with aligned columns. */
export const formatTable = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string => {
  const lines = [header, header.map(() => '---'), ...rows]
  const widths = header.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)))
  return lines
    .map((line) => `| ${line.map((text, i) => text.padEnd(widths[i] as number)).join(' | ')} |`)
    .join('\n')
}
