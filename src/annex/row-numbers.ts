// Numbers before rows of an annex: "III", "B", "2.1", "a)", "-"; and which number stands under which.

export type NumberKind = 'letter' | 'roman' | 'arabic' | 'small' | 'dash' | 'none'

export interface RowNumber {
  /** As displayed, without the sign at its end; '' for none. */
  no: string
  kind: NumberKind
  /** How many parts "2.1.3" has. */
  depth: number
}

export const noNumber: RowNumber = { no: '', kind: 'none', depth: 0 }

/** @param text a cell of the column of numbers. Undefined: these are words, not a number. */
export function numberIn(text: string): RowNumber | undefined {
  const bare = text.replace(/\s+/g, '').replace(/^\((.+)\)$/, '$1').replace(/[.)/:]+$/, '').replace(/^(?:Phần|Mục|Nhóm|Lĩnhvực)(?=[IVX\d]+$)/iu, '').replace(/,/g, '.')
  if (bare === '') return text.trim() === '' ? noNumber : undefined
  if (/^[-–—+*•]+$/.test(bare)) return { no: '', kind: 'dash', depth: 1 }
  if (/^\d{1,4}(?:\.\d{1,3})*$/.test(bare)) return { no: bare, kind: 'arabic', depth: bare.split('.').length }
  if (/^[IVXL]+$/.test(bare)) return { no: bare, kind: 'roman', depth: 1 }
  if (/^[IVXL]+(?:\.\d{1,3})+$/.test(bare)) return { no: bare, kind: 'arabic', depth: bare.split('.').length }
  if (/^[A-HK-Z]$/.test(bare)) return { no: bare, kind: 'letter', depth: 1 }
  if (/^[a-zđ]{1,2}\d?$/.test(bare)) return { no: bare, kind: 'small', depth: 1 }
  return /^\d+(?:\.\d+)*[a-zđ]$/.test(bare) ? { no: bare, kind: 'arabic', depth: bare.split('.').length + 1 } : undefined
}

/** A number that stands before the words of a title: "II. CẢI CÁCH THỂ CHẾ", "2.1. Rà soát", "a) Lĩnh vực", "- Lĩnh vực". */
export function numberBefore(title: string): { number: RowNumber; rest: string } | undefined {
  const match = /^(?:(?:Phần|Mục|Nhóm)\s+)?([IVXL]{1,5}|[A-HK-Z]|\d{1,3}(?:\.\d{1,3})*|[a-zđ])\s*[.)/:]\s*(?=\p{L})|^([IVX]{1,5}|\d{1,3}(?:\.\d{1,3})+)\s+(?=\p{Lu})|^([-–+•])\s*(?=\p{L})/u.exec(title)
  const number = match && numberIn((match[1] ?? match[2] ?? match[3])!)
  return number ? { number, rest: title.slice(match[0].length) } : undefined
}

const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV']

/** Whether `next` begins what stands under `above`: "2.1" under "2", "1" under "III", "a" under "4", "-" under any. */
export function isUnder(next: RowNumber, above: RowNumber): boolean {
  if (next.kind === 'dash') return above.kind !== 'dash'
  if (next.kind === 'arabic' && next.no.startsWith(`${above.no}.`) && above.no !== '') return true
  const rank = { letter: 0, roman: 1, arabic: 2, small: 3, dash: 4, none: 5 }
  if (next.kind !== above.kind) return rank[next.kind] > rank[above.kind]
  return next.kind === 'arabic' && next.depth > above.depth
}

/** Whether one number comes right after another of its kind. */
export function follows(next: RowNumber, before: RowNumber): boolean {
  if (next.kind !== before.kind || next.depth !== before.depth) return false
  if (next.kind === 'roman') return romans.indexOf(next.no) === romans.indexOf(before.no) + 1
  if (next.kind === 'arabic') {
    const [a, b] = [next.no.split('.'), before.no.split('.')]
    return a.slice(0, -1).join() === b.slice(0, -1).join() && Number.parseInt(a.at(-1)!, 10) === Number.parseInt(b.at(-1)!, 10) + 1
  }
  return next.no.charCodeAt(0) === before.no.charCodeAt(0) + 1
}
