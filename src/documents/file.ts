// What a Word file holds beside its text: styles, settings, page numbers and facts about itself, none of them personal.
import { escaped } from './word.ts'
import { twips, type Layout } from './page.ts'
import { zipped } from './zip.ts'

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

export interface About {
  title: string
  /** The office that issues it; no person is named. */
  issuer: string
  /** 'YYYY-MM-DD' when known in full. */
  date: string | null
}

/** A .docx of finished sections. The same arguments give the same bytes. */
export function wordFile(content: string, layout: Layout, about: About): Buffer<ArrayBuffer> {
  return zipped([
    ['[Content_Types].xml', contentTypes],
    ['_rels/.rels', relations([
      ['document', `${office}/officeDocument`, 'word/document.xml'],
      ['about', `${packages}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ])],
    ['docProps/core.xml', core(about)],
    ['word/_rels/document.xml.rels', relations([
      ['styles', `${office}/styles`, 'styles.xml'], ['settings', `${office}/settings`, 'settings.xml'],
      ['number', `${office}/header`, 'header1.xml'], ['first', `${office}/header`, 'header2.xml'],
    ])],
    ['word/document.xml', `${xml}<w:document ${w} ${r}><w:body>${content}</w:body></w:document>`],
    ['word/styles.xml', styles(layout)],
    ['word/settings.xml', settings],
    ['word/header1.xml', header(pageNumber)],
    ['word/header2.xml', header('')],
  ])
}

const typeOf: [part: string, type: string][] = [
  ['word/document.xml', `${main}.document.main`], ['word/styles.xml', `${main}.styles`], ['word/settings.xml', `${main}.settings`],
  ['word/header1.xml', `${main}.header`], ['word/header2.xml', `${main}.header`],
  ['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties'],
]
const contentTypes = `${xml}<Types xmlns="${packages}/content-types">`
  + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
  + `${typeOf.map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}+xml"/>`).join('')}</Types>`

const relations = (all: [id: string, type: string, target: string][]): string =>
  `${xml}<Relationships xmlns="${packages}/relationships">${all.map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`).join('')}</Relationships>`

function core({ title, issuer, date }: About): string {
  const made = date?.length === 10
    ? ['created', 'modified'].map(when => `<dcterms:${when} xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:${when}>`).join('') : ''
  return `${xml}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`
    + ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    + `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(issuer)}</dc:creator><dc:language>vi-VN</dc:language>${made}</cp:coreProperties>`
}

const settings = `${xml}<w:settings ${w}><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>`
  + '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/></w:settings>'

const field = (kind: string): string => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`
const pageNumber = `${field('begin')}<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>${field('separate')}<w:r><w:t>2</w:t></w:r>${field('end')}`

const header = (content: string): string => `${xml}<w:hdr ${w} ${r}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>${content}</w:p></w:hdr>`

const halves = (points: number): string => `<w:sz w:val="${points * 2}"/><w:szCs w:val="${points * 2}"/>`

const tableStyle = '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
  + `<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>${[['top', 0], ['left', 108], ['bottom', 0], ['right', 108]].map(([side, width]) =>
    `<w:${side} w:w="${width}" w:type="dxa"/>`).join('')}</w:tblCellMar></w:tblPr></w:style>`

/** Staff change the look of a document by its styles; their names are what they read in Word. */
function styles({ size, tableSize, indent, gap, lines }: Layout): string {
  const font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
  const first = twips.ofMillimetres(indent * 10)
  const style = (id: string, name: string, form: string, letters = '', based = '<w:basedOn w:val="Normal"/>') =>
    `<w:style w:type="paragraph"${id === 'Normal' ? ' w:default="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>`
    + `${based}<w:qFormat/><w:pPr>${form}</w:pPr>${letters && `<w:rPr>${letters}</w:rPr>`}</w:style>`
  const heading = (level: number, letters: string) => style(`Heading${level}`, `heading ${level}`, `<w:keepNext/><w:outlineLvl w:val="${level - 1}"/>`, letters)
  const single = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/>'
  const usual = `<w:rPr>${font}${halves(size)}<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr>`
  const text = `<w:spacing w:before="0" w:after="${twips.ofPoints(gap)}" w:line="${Math.round(lines * 240)}" w:lineRule="auto"/>`
    + `<w:ind w:firstLine="${first}"/><w:jc w:val="both"/>`
  return `${xml}<w:styles ${w}><w:docDefaults><w:rPrDefault>${usual}</w:rPrDefault><w:pPrDefault/></w:docDefaults>${[
    style('Normal', 'Normal', text, '', ''),
    heading(1, '<w:b/><w:bCs/>'), heading(2, '<w:b/><w:bCs/>'), heading(3, '<w:b/><w:bCs/>'),
    style('Quote', 'Quote', `<w:ind w:left="${first}" w:firstLine="0"/>`),
    style('Source', 'Nguồn trích dẫn', '<w:ind w:firstLine="0"/><w:jc w:val="left"/>'),
    style('Head', 'Thể thức', `${single}<w:jc w:val="center"/>`),
    style('Cell', 'Chữ trong bảng', `${single.replace('w:before="0" w:after="0"', 'w:before="40" w:after="40"')}<w:jc w:val="left"/>`, halves(tableSize)),
    style('Header', 'header', `${single}<w:jc w:val="center"/>`, halves(size)),
    tableStyle,
  ].join('')}</w:styles>`
}
