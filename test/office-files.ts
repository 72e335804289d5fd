// Office files made by hand for tests: zip archives that may also lie, workbooks and Word documents with merged cells.
import { crc32, deflateRawSync } from 'node:zlib'

export interface Part { name: string; data: Buffer; claimed?: number }

/** A zip archive by hand, so that it may also lie about its sizes. */
export function zip(parts: Part[]): Uint8Array {
  const bodies: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, data, claimed } of parts) {
    const packed = deflateRawSync(data)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0); fields.writeUInt16LE(8, 4); fields.writeUInt32LE(crc32(data), 10)
    fields.writeUInt32LE(packed.length, 14); fields.writeUInt32LE(claimed ?? data.length, 18); fields.writeUInt16LE(name.length, 22)
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed)
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(offset, 10)
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, entry, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const list = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4); end.writeUInt16LE(parts.length, 6); end.writeUInt32LE(list.length, 8); end.writeUInt32LE(offset, 12)
  return new Uint8Array(Buffer.concat([...bodies, list, Buffer.from('PK\x05\x06', 'latin1'), end]))
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const ns = 'http://schemas.openxmlformats.org'
const types = (override: string) => `<?xml version="1.0"?><Types xmlns="${ns}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override}</Types>`
const root = (target: string) => `<Relationships xmlns="${ns}/package/2006/relationships"><Relationship Id="rId1" Type="${ns}/officeDocument/2006/relationships/officeDocument" Target="${target}"/></Relationships>`
const part = (name: string, text: string): Part => ({ name, data: Buffer.from(text) })

/** `over` and `down`: how many columns and rows a cell covers; what it covers is left out of the rows, as null in a sheet. */
export interface MadeCell { text: string; over?: number; down?: number; bold?: boolean; list?: string; struck?: boolean; day?: string; format?: string; formula?: string }
export type Made = string | number | null | MadeCell

const letter = (at: number) => String.fromCharCode(65 + at)

/** A workbook of sheets of cells. */
export function xlsxOf(sheets: { name: string; rows: Made[][]; hidden?: number[]; hiddenSheet?: boolean }[]): Uint8Array {
  const formats = [...new Set(sheets.flatMap(({ rows }) => rows.flat().flatMap(cell => (cell !== null && typeof cell === 'object' && cell.format ? [cell.format] : []))))]
  const styles = `<styleSheet xmlns="${ns}/spreadsheetml/2006/main"><numFmts count="${formats.length}">${formats.map((format, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(format)}"/>`).join('')}</numFmts>`
    + '<fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    + `<cellXfs count="${formats.length + 2}"><xf/><xf fontId="1"/>${formats.map((_, at) => `<xf numFmtId="${164 + at}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`
  const xml = sheets.map(({ rows, hidden = [] }) => {
    const merges: string[] = []
    const body = rows.map((row, at) => `<row r="${at + 1}"${hidden.includes(at) ? ' hidden="1"' : ''}>${row.map((cell, column) => {
      if (cell === null) return ''
      const ref = `${letter(column)}${at + 1}`
      if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`
      const made = typeof cell === 'string' ? { text: cell } : cell
      if ((made.over ?? 1) > 1 || (made.down ?? 1) > 1) merges.push(`<mergeCell ref="${ref}:${letter(column + (made.over ?? 1) - 1)}${at + (made.down ?? 1)}"/>`)
      const style = made.format ? formats.indexOf(made.format) + 2 : made.bold ? 1 : 0
      if (made.day) return `<c r="${ref}" s="${style}"><v>${(Date.parse(made.day) - Date.parse('1899-12-30')) / 86_400_000}</v></c>`
      if (made.formula) return `<c r="${ref}" s="${style}"><f>${escaped(made.formula)}</f>${made.text ? `<v>${made.text}</v>` : ''}</c>`
      return `<c r="${ref}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(made.text)}</t></is></c>`
    }).join('')}</row>`).join('')
    return `<worksheet xmlns="${ns}/spreadsheetml/2006/main"><sheetData>${body}</sheetData>${merges.length ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : ''}</worksheet>`
  })
  const names = sheets.map(({ name, hiddenSheet }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}"${hiddenSheet ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`).join('')
  const relations = sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${ns}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')
  return zip([
    part('[Content_Types].xml', types('<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>')),
    part('_rels/.rels', root('xl/workbook.xml')),
    part('xl/workbook.xml', `<workbook xmlns="${ns}/spreadsheetml/2006/main" xmlns:r="${ns}/officeDocument/2006/relationships"><sheets>${names}</sheets></workbook>`),
    part('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${ns}/package/2006/relationships">${relations}<Relationship Id="rIdS" Type="${ns}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`),
    part('xl/styles.xml', styles),
    ...xml.map((text, at) => part(`xl/worksheets/sheet${at + 1}.xml`, text)),
  ])
}

/** A Word document of paragraphs (as raw XML when they begin with <) and tables. `numbering`: the levels of list 1. */
export function docxOf(blocks: (string | Made[][])[], { numbering, doctype = '' }: { numbering?: string; doctype?: string } = {}): Uint8Array {
  const paragraph = (text: string, { bold, list, struck }: Partial<MadeCell> = {}) => (text.startsWith('<w:') ? text
    : `<w:p>${list ? `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr></w:pPr>` : ''}<w:r><w:rPr>${bold ? '<w:b/>' : ''}${struck ? '<w:strike/>' : ''}</w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`)
  const table = (rows: Made[][]) => {
    const open = new Map<number, { left: number; over: number }>()
    return `<w:tbl>${rows.map(row => {
      let at = 0
      const cell = (inside: string, over: number, merge = '') => { at += over; return `<w:tc><w:tcPr>${over > 1 ? `<w:gridSpan w:val="${over}"/>` : ''}${merge}</w:tcPr>${inside}</w:tc>` }
      const goOn = () => {
        let text = ''
        for (let still = open.get(at); still; still = open.get(at)) {
          if (--still.left === 0) open.delete(at)
          text += cell('<w:p/>', still.over, '<w:vMerge/>')
        }
        return text
      }
      const body = row.filter(one => one !== null).map(one => {
        const before = goOn()
        const made = typeof one === 'object' ? one : { text: String(one) }
        const { over = 1, down = 1 } = made
        if (down > 1) open.set(at, { left: down - 1, over })
        return before + cell(made.text.split('\n').map(text => paragraph(text, made)).join(''), over, down > 1 ? '<w:vMerge w:val="restart"/>' : '')
      }).join('')
      return `<w:tr>${body}${goOn()}</w:tr>`
    }).join('')}</w:tbl>`
  }
  const body = blocks.map(block => (typeof block === 'string' ? paragraph(block) : table(block))).join('')
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
  return zip([
    part('[Content_Types].xml', types('<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>')),
    part('_rels/.rels', root('word/document.xml')),
    part('word/document.xml', `<?xml version="1.0" encoding="UTF-8"?>${doctype}<w:document ${w}><w:body>${body}</w:body></w:document>`),
    ...(numbering === undefined ? [] : [part('word/numbering.xml', `<w:numbering ${w}><w:abstractNum w:abstractNumId="1">${numbering}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>`)]),
  ])
}
