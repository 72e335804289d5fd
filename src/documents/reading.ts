// Opens a Word file for the format check: each paragraph with the looks that styles and direct forms give it, each section with its page.
import { SaxesParser } from 'saxes'
import { checkOffice, damaged, officeParts } from '../admin/archive.ts'
import { Invalid } from '../errors.ts'
import { clean } from '../text.ts'

export interface Letters { text: string; font: string; /** Points. */ size: number; bold: boolean; italic: boolean; underlined: boolean; colour: string }
/** Measures in twips. */
export interface Paragraph {
  text: string
  runs: Letters[]
  align: string
  first: number; left: number; right: number; before: number; after: number
  /** Line spacing as a factor, or null when it is exact or at least some points. */
  lines: number | null
  /** Length of a line drawn or bordered here; 0 when it cannot be measured, null when there is none. */
  line: number | null
  section: number
  /** Word numbers it and sets it in by itself. */
  listed: boolean
  /** Number of the table it stands in, from 0; null outside. */
  table: number | null
  /** Width of the text between the indents. */
  within: number
}
export interface Section {
  width: number; height: number; top: number; bottom: number; left: number; right: number
  /** Number of its first page when it is counted anew. */
  start: number | null
  hidesFirst: boolean
  /** Paragraphs of the heads and feet of its pages that hold the page number. */
  numbered: { place: 'head' | 'foot' | 'first'; paragraph: Paragraph }[]
}
export interface WordDocument { paragraphs: Paragraph[]; sections: Section[] }

interface Node { name: string; attributes: Record<string, string>; children: Node[]; text: string }

/** Throws Invalid({ file }) with a Vietnamese sentence for what is empty, damaged, disguised, hostile or too large. */
export async function readForm(bytes: Uint8Array): Promise<WordDocument> {
  await checkOffice(bytes, 'docx')
  try {
    const main = await officeParts(bytes, ['word/document.xml', 'word/styles.xml', 'word/theme/theme1.xml', 'word/_rels/document.xml.rels'])
    const targets = new Map(all(parsed(main.get('word/_rels/document.xml.rels')), 'Relationship').map(one => [one.attributes.Id!, `word/${one.attributes.Target!.replace(/^\/word\//, '')}`]))
    const edges = await officeParts(bytes, [...targets.values()].filter(name => /\/(?:header|footer)\w*\.xml$/.test(name)))
    return new Reader(new Looks(parsed(main.get('word/styles.xml')), parsed(main.get('word/theme/theme1.xml'))), targets, edges).read(parsed(main.get('word/document.xml')))
  } catch (error) { throw error instanceof Invalid ? error : new Invalid({ file: damaged }) }
}

/** The tree of a part, names without the "w:" of Word. */
function parsed(xml: string | undefined): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' }
  if (!xml) return root
  const path = [root]
  const parser = new SaxesParser()
  parser.on('error', error => { throw error })
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name: local(name), attributes: {}, children: [], text: '' }
    for (const key in attributes) node.attributes[local(key)] = attributes[key]!
    path.at(-1)!.children.push(node)
    path.push(node)
  })
  parser.on('closetag', () => { path.pop() })
  parser.on('text', text => { path.at(-1)!.text += text })
  parser.write(xml).close()
  return root
}

const local = (name: string): string => (name.startsWith('w:') ? name.slice(2) : name)
const child = (node: Node | undefined, ...path: string[]): Node | undefined => path.reduce<Node | undefined>((at, name) => at?.children.find(one => one.name === name), node)
const all = (node: Node, name: string): Node[] => node.children.flatMap(one => (one.name === name ? [one] : all(one, name)))
const on = (node: Node | undefined): boolean | undefined => node && !/^(?:0|false|off|none)$/.test(node.attributes.val ?? '1')
const numberOf = (node: Node | undefined, ...names: string[]): number | undefined => {
  for (const name of names) if (node?.attributes[name] !== undefined && Number.isFinite(Number(node.attributes[name]))) return Number(node.attributes[name])
  return undefined
}

interface Form { letters: Node[]; paragraph: Node[] }

/** Styles, from the document's defaults up to the one that a paragraph names. */
class Looks {
  private readonly styles = new Map<string, Node>()
  private readonly forms = new Map<string | undefined, Form>()
  private readonly defaults: Form
  private readonly usual: string | undefined
  private readonly fonts: Record<string, string | undefined>

  constructor(styles: Node, theme: Node) {
    const root = child(styles, 'styles')
    for (const style of root?.children.filter(one => one.name === 'style') ?? []) this.styles.set(style.attributes.styleId!, style)
    this.usual = root?.children.find(one => one.name === 'style' && one.attributes.type === 'paragraph' && one.attributes.default === '1')?.attributes.styleId
    const some = (node: Node | undefined) => (node ? [node] : [])
    this.defaults = { letters: some(child(root, 'docDefaults', 'rPrDefault', 'rPr')), paragraph: some(child(root, 'docDefaults', 'pPrDefault', 'pPr')) }
    const font = (kind: string) => { const scheme = all(theme, kind)[0]; return scheme && child(scheme, 'a:latin')?.attributes.typeface }
    this.fonts = { minor: font('a:minorFont'), major: font('a:majorFont') }
  }

  private chain(id: string | undefined): Node[] {
    const found: Node[] = []
    let style = this.styles.get(id ?? '')
    while (style && !found.includes(style)) {
      found.unshift(style)
      style = this.styles.get(child(style, 'basedOn')?.attributes.val ?? '')
    }
    return found
  }

  paragraph(own: Node | undefined): Form {
    const id = child(own, 'pStyle')?.attributes.val ?? this.usual
    let form = this.forms.get(id)
    if (!form) {
      const styles = this.chain(id)
      const of = (name: string) => styles.flatMap(style => child(style, name) ?? [])
      form = { letters: [...this.defaults.letters, ...of('rPr')], paragraph: [...this.defaults.paragraph, ...of('pPr')] }
      this.forms.set(id, form)
    }
    return own ? { letters: form.letters, paragraph: [...form.paragraph, own] } : form
  }

  letters(text: string, inherited: Node[], own: Node | undefined): Letters {
    const forms = [...inherited, ...this.chain(child(own, 'rStyle')?.attributes.val).flatMap(style => child(style, 'rPr') ?? []), ...(own ? [own] : [])]
    const last = <T>(read: (form: Node) => T | undefined): T | undefined => forms.reduceRight<T | undefined>((found, form) => found ?? read(form), undefined)
    const named = (form: Node) => {
      const fonts = child(form, 'rFonts')?.attributes
      const theme = fonts?.asciiTheme ?? fonts?.hAnsiTheme
      return theme ? this.fonts[theme.startsWith('major') ? 'major' : 'minor'] ?? theme : fonts?.ascii ?? fonts?.hAnsi
    }
    return {
      text: last(form => on(child(form, 'caps'))) ? text.toLocaleUpperCase('vi') : text,
      font: last(named) ?? 'Times New Roman', size: (last(form => numberOf(child(form, 'sz'), 'val')) ?? 20) / 2,
      bold: last(form => on(child(form, 'b'))) ?? false, italic: last(form => on(child(form, 'i'))) ?? false,
      underlined: last(form => on(child(form, 'u'))) ?? false, colour: last(form => child(form, 'color')?.attributes.val) ?? 'auto',
    }
  }
}

// Not part of the document as it is read.
const skipped = new Set(['del', 'moveFrom', 'mc:Fallback', 'pPr', 'rPr'])
const pageWidth = 11906
const edgePlaces = [
  ['headerReference default', 'head'], ['footerReference default', 'foot'], ['headerReference first', 'first'], ['footerReference first', 'first'],
] as const

class Reader {
  private readonly paragraphs: Paragraph[] = []
  private readonly sections: Section[] = []
  private tables = 0
  private readonly looks: Looks
  private readonly targets: Map<string, string>
  private readonly edges: Map<string, string>
  private readonly references = new Map<string, string>()

  constructor(looks: Looks, targets: Map<string, string>, edges: Map<string, string>) { this.looks = looks; this.targets = targets; this.edges = edges }

  read(document: Node): WordDocument {
    const body = child(document, 'document', 'body')
    if (!body) throw new Error('no body')
    this.blocks(body, null, 0)
    this.endSection(child(body, 'sectPr'))
    for (const paragraph of this.paragraphs) {
      const section = this.sections[paragraph.section]!
      if (!paragraph.within) paragraph.within = section.width - section.left - section.right
      paragraph.within -= paragraph.left + paragraph.right
      if (paragraph.line === -1) paragraph.line = paragraph.within
    }
    return { paragraphs: this.paragraphs, sections: this.sections }
  }

  private blocks(parent: Node, table: number | null, within: number): void {
    for (const node of parent.children) {
      if (node.name === 'p') this.paragraph(node, table, within)
      else if (node.name === 'tbl') this.table(node)
      else if (node.name === 'sdt' || node.name === 'sdtContent' || node.name === 'ins') this.blocks(node, table, within)
    }
  }

  private table(node: Node): void {
    const number = this.tables++
    const grid = all(child(node, 'tblGrid') ?? node, 'gridCol').map(column => Number(column.attributes.w))
    const margins = child(node, 'tblPr', 'tblCellMar')
    const margin = (numberOf(child(margins, 'left'), 'w') ?? 108) + (numberOf(child(margins, 'right'), 'w') ?? 108)
    for (const row of node.children.filter(one => one.name === 'tr')) {
      let column = 0
      for (const cell of row.children.filter(one => one.name === 'tc')) {
        const across = numberOf(child(cell, 'tcPr', 'gridSpan'), 'val') ?? 1
        const width = child(cell, 'tcPr', 'tcW')
        const wide = (width?.attributes.type === 'dxa' ? numberOf(width, 'w') : undefined) ?? grid.slice(column, column + across).reduce((sum, one) => sum + one, 0)
        this.blocks(cell, number, Math.max(1, wide - margin))
        column += across
      }
    }
  }

  private paragraph(node: Node, table: number | null, within: number): void {
    const paragraph = this.formed(node, table, within)
    this.paragraphs.push(paragraph)
    const section = child(node, 'pPr', 'sectPr')
    if (section) this.endSection(section)
  }

  private formed(node: Node, table: number | null, within: number): Paragraph {
    const own = child(node, 'pPr')
    const form = this.looks.paragraph(own)
    const last = (name: string, ...attributes: string[]) => form.paragraph.reduceRight<number | undefined>((found, one) => found ?? numberOf(child(one, name), ...attributes), undefined)
    const rule = form.paragraph.reduceRight<string | undefined>((found, one) => found ?? child(one, 'spacing')?.attributes.lineRule, undefined)
    const runs: Letters[] = []
    let drawn: number | null = null
    const walk = (at: Node, letters: Node | undefined) => {
      for (const one of at.children) {
        if (skipped.has(one.name)) continue
        if (one.name === 'r') walk(one, child(one, 'rPr'))
        else if (one.name === 't') runs.push(this.looks.letters(clean(one.text), form.letters, letters))
        else if (one.name === 'tab' || one.name === 'br' || one.name === 'noBreakHyphen') runs.push(this.looks.letters(one.name === 'noBreakHyphen' ? '-' : ' ', form.letters, letters))
        else if (one.name === 'drawing') drawn = Math.round((numberOf(all(one, 'wp:extent')[0], 'cx') ?? 0) / 635)
        else if (one.name === 'pict') drawn = 0
        else walk(one, letters)
      }
    }
    walk(node, undefined)
    const border = child(own, 'pBdr')
    const bordered = on(child(border, 'top')) ?? on(child(border, 'bottom'))
    const lines = last('spacing', 'line')
    return {
      text: runs.map(run => run.text).join(''), runs,
      align: form.paragraph.reduceRight<string | undefined>((found, one) => found ?? child(one, 'jc')?.attributes.val, undefined) ?? 'left',
      first: (last('ind', 'firstLine') ?? 0) - (last('ind', 'hanging') ?? 0), left: last('ind', 'left', 'start') ?? 0, right: last('ind', 'right', 'end') ?? 0,
      before: last('spacing', 'before') ?? 0, after: last('spacing', 'after') ?? 0,
      lines: lines === undefined ? 1 : rule === undefined || rule === 'auto' ? lines / 240 : null,
      line: drawn ?? (bordered ? -1 : null), listed: form.paragraph.some(one => child(one, 'numPr')), section: this.sections.length, table, within,
    }
  }

  private endSection(node: Node | undefined): void {
    const size = child(node, 'pgSz')
    const margins = child(node, 'pgMar')
    for (const one of node?.children ?? []) {
      const target = /^(?:header|footer)Reference$/.test(one.name) ? this.targets.get(one.attributes['r:id'] ?? '') : undefined
      if (target) this.references.set(`${one.name} ${one.attributes.type ?? 'default'}`, target)
    }
    const numbered: Section['numbered'] = []
    for (const [reference, place] of edgePlaces) {
      const part = this.edges.get(this.references.get(reference) ?? '')
      for (const paragraph of all(parsed(part), 'p')) {
        const counts = all(paragraph, 'instrText').some(one => /\bPAGE\b/.test(one.text)) || all(paragraph, 'fldSimple').some(one => /\bPAGE\b/.test(one.attributes.instr ?? ''))
        if (counts) numbered.push({ place, paragraph: this.formed(paragraph, null, 1) })
      }
    }
    this.sections.push({
      width: numberOf(size, 'w') ?? pageWidth, height: numberOf(size, 'h') ?? 0,
      top: numberOf(margins, 'top') ?? 0, bottom: numberOf(margins, 'bottom') ?? 0, left: numberOf(margins, 'left') ?? 0, right: numberOf(margins, 'right') ?? 0,
      start: numberOf(child(node, 'pgNumType'), 'start') ?? null, hidesFirst: on(child(node, 'titlePg')) ?? false, numbered,
    })
  }
}
