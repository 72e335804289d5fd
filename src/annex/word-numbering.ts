// Automatic numbers of Word paragraphs: Word keeps no number in the text, only which list and level a paragraph belongs to.
import { SaxesParser } from 'saxes'

interface Level { start: number; format: string; pattern: string }
interface List { abstract: string; starts: Map<number, number> }

export interface Numbering {
  /** What Word shows before the paragraph ("2.", "III", "a)", "-"), '' for none; counts the paragraph. */
  next(paragraph: { list: string | null; level: number; style: string | null }): string
}

/** @param numbering and @param styles the parts word/numbering.xml and word/styles.xml, undefined where the file has none. */
export function readNumbering(numbering: string | undefined, styles: string | undefined): Numbering {
  const levels = new Map<string, Map<number, Level>>()
  const lists = new Map<string, List>()
  if (numbering !== undefined) readLists(numbering, levels, lists)
  const ofStyle = styles === undefined ? new Map<string, { list: string; level: number }>() : readStyles(styles)
  const counters = new Map<string, number[]>()
  return {
    next({ list, level, style }) {
      const place = list === null ? (style === null ? undefined : ofStyle.get(style)) : { list, level }
      const found = place && lists.get(place.list)
      const kinds = found && levels.get(found.abstract)
      const kind = kinds?.get(place!.level)
      if (!place || !found || !kinds || !kind || kind.format === 'none') return ''
      if (kind.format === 'bullet') return '-'
      // Lists of one pattern count on together, unless one says where it starts.
      const own = found.starts.size ? `list ${place.list}` : `pattern ${found.abstract}`
      const counter = counters.get(own) ?? []
      const startOf = (at: number) => found.starts.get(at) ?? kinds.get(at)?.start ?? 1
      counter[place.level] = counter[place.level] === undefined ? startOf(place.level) : counter[place.level]! + 1
      counter.length = place.level + 1
      counters.set(own, counter)
      return kind.pattern.replace(/%(\d)/g, (_, digit: string) => {
        const at = Number(digit) - 1
        return numeral(counter[at] ?? startOf(at), kinds.get(at)?.format ?? 'decimal')
      })
    },
  }
}

function readLists(xml: string, levels: Map<string, Map<number, Level>>, lists: Map<string, List>): void {
  let abstract: Map<number, Level> | undefined
  let level: Level | undefined
  let list: List | undefined
  let override: number | undefined
  read(xml, (name, get) => {
    const value = get('w:val') ?? ''
    if (name === 'w:abstractNum') levels.set(get('w:abstractNumId') ?? '', abstract = new Map())
    else if (name === 'w:num') { lists.set(get('w:numId') ?? '', list = { abstract: '', starts: new Map() }); abstract = undefined }
    else if (name === 'w:abstractNumId' && list) list.abstract = value
    else if (name === 'w:lvlOverride') override = Number(get('w:ilvl'))
    else if (name === 'w:startOverride' && list && override !== undefined) list.starts.set(override, Number(value))
    else if (name === 'w:lvl') { level = { start: 1, format: 'decimal', pattern: '' }; abstract?.set(Number(get('w:ilvl')), level) }
    else if (name === 'w:start' && level) level.start = Number(value)
    else if (name === 'w:numFmt' && level) level.format = value
    else if (name === 'w:lvlText' && level) level.pattern = value
  })
}

function readStyles(xml: string): Map<string, { list: string; level: number }> {
  const found = new Map<string, { list: string; level: number }>()
  const parents = new Map<string, string>()
  let style = ''
  read(xml, (name, get) => {
    const value = get('w:val') ?? ''
    if (name === 'w:style') style = get('w:styleId') ?? ''
    else if (name === 'w:basedOn') parents.set(style, value)
    else if (name === 'w:ilvl' || name === 'w:numId') {
      const place = found.get(style) ?? { list: '0', level: 0 }
      found.set(style, name === 'w:ilvl' ? { ...place, level: Number(value) } : { ...place, list: value })
    }
  })
  for (const [child] of parents) {
    let at: string | undefined = child
    for (let steps = 0; at !== undefined && !found.has(at) && steps < 20; steps++) at = parents.get(at)
    const inherited = at === undefined ? undefined : found.get(at)
    if (inherited) found.set(child, inherited)
  }
  return found
}

function read(xml: string, open: (name: string, get: (attribute: string) => string | undefined) => void): void {
  const parser = new SaxesParser()
  parser.on('error', error => { throw error })
  parser.on('opentag', ({ name, attributes }) => { open(name, attribute => attributes[attribute]) })
  parser.write(xml).close()
}

const romans: [number, string][] = [[1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']]

function numeral(value: number, format: string): string {
  if (format === 'lowerLetter' || format === 'upperLetter') {
    const letter = String.fromCharCode(97 + (value - 1) % 26).repeat(Math.floor((value - 1) / 26) + 1)
    return format === 'upperLetter' ? letter.toUpperCase() : letter
  }
  if (format === 'lowerRoman' || format === 'upperRoman') {
    let rest = Math.min(value, 3999)
    let roman = ''
    for (const [worth, sign] of romans) while (rest >= worth) { roman += sign; rest -= worth }
    return format === 'upperRoman' ? roman.toUpperCase() : roman
  }
  return format === 'decimalZero' ? String(value).padStart(2, '0') : String(value)
}
