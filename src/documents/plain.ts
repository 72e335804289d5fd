// Texts of the office that are no official documents (scripts, leaflets, talking points) as Word files: title and body on the same page.
import { laid, printable, type Block } from './body.ts'
import { wordFile } from './file.ts'
import { layoutOf, textWidth, type Layout } from './page.ts'
import { bodyXml, paragraphXml, sectionXml } from './word.ts'

export interface PlainText {
  title: string
  issuer: string
  /** 'YYYY-MM-DD' or null; only for the file's facts about itself. */
  date: string | null
  /** Stands small at the end: 'Số liệu đến ngày …'. */
  note?: string
  body: readonly Block[]
  layout?: Partial<Layout>
  /** Size of the letters, in points, of what is read out standing: larger than the decree's, which is for official documents. */
  large?: number
}

/** The text as a .docx file. Throws as `officialDocument`. */
export function plainDocument({ title, issuer, date, note, body, layout: changed, large }: PlainText): Buffer<ArrayBuffer> {
  const usual = layoutOf(changed)
  const layout = large ? { ...usual, size: large, tableSize: usual.size, lines: 1.4, indent: 0 } : usual
  const content = paragraphXml([{ text: printable(title), bold: true }], { style: 'head', size: layout.size, after: 12, keepWithNext: true })
    + bodyXml(laid(body), textWidth(layout, false), layout.tableSize)
    + (note ? paragraphXml([{ text: printable(note), italic: true }], { style: 'head', align: 'left', size: 11, before: 12 }) : '')
  return wordFile(content + sectionXml(layout, false), layout, { title: printable(title), issuer, date })
}
