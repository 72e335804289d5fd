// The page of official documents: paper, margins and sizes, within the ranges of Nghị định 30/2020/NĐ-CP, Phụ lục I.

export interface Layout {
  /** Margins in millimetres. */
  top: number; bottom: number; left: number; right: number
  /** Size of the text, 13 or 14, and of quốc hiệu and the names of offices, 12 or 13; in points. */
  size: number; head: number
  /** Size of the text in tables, which the decree leaves open. */
  tableSize: number
  /** First-line indent in centimetres, 1 or 1.27; points between paragraphs; line spacing, 1 to 1.5. */
  indent: number; gap: number; lines: number
}

export const usual: Layout = { top: 20, bottom: 20, left: 30, right: 20, size: 14, head: 13, tableSize: 12, indent: 1.27, gap: 6, lines: 1.1 }

/** What the decree allows; the format check measures by the same. */
export const allowed = {
  top: [20, 25], bottom: [20, 25], left: [30, 35], right: [15, 20], size: [13, 14], head: [12, 13], tableSize: [10, 14], indent: [1, 1.27], gap: [6, 12], lines: [1, 1.5],
} as const satisfies Record<keyof Layout, readonly [number, number]>

/** The usual page with some measures changed. Throws an Error for a measure that the decree does not allow. */
export function layoutOf(changed: Partial<Layout> = {}): Layout {
  const layout = { ...usual, ...changed }
  for (const key of Object.keys(allowed) as (keyof Layout)[]) {
    const [least, most] = allowed[key]
    if (!(layout[key] >= least && layout[key] <= most)) throw new Error(`${key} of a document must be ${least} to ${most}, not ${layout[key]}`)
  }
  return layout
}

// Word measures in twips: a twentieth of a point, 1/1440 inch.
export const twips = { ofMillimetres: (value: number) => Math.round(value * 1440 / 25.4), ofPoints: (value: number) => Math.round(value * 20) }
export const paper = { short: 11906, long: 16838 }

/** Width between the margins in twips. */
export const textWidth = (layout: Layout, landscape: boolean): number =>
  (landscape ? paper.long : paper.short) - twips.ofMillimetres(layout.left) - twips.ofMillimetres(layout.right)
