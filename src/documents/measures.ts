// How wide words in Times New Roman are: lines under names are drawn to measure, and long names break where they balance.

// Advance widths in thousandths of the size, of the signs from blank to tilde. A letter with tones is as wide as its base.
const regular = [
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
  921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
  333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
]
const bold = [
  250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
  930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500,
  333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
]
const horned: Record<string, [regular: number, bold: number]> = {
  Ơ: [722, 778], Ư: [776, 796], ơ: [529, 554], ư: [542, 600], Đ: [722, 722], đ: [500, 556], '…': [1000, 1000], '—': [1000, 1000],
}
const otherwise = 500

export interface Type { /** In points. */ size: number; bold?: boolean }

/** Width of one line of words in twentieths of a point, the unit of Word files. */
export function widthOf(text: string, { size, bold: heavy = false }: Type): number {
  let thousandths = 0
  for (const letter of text.normalize('NFD').replace(/[\u0300-\u031a\u031c-\u036f]/g, '').normalize('NFC')) {
    const special = horned[letter]
    const code = letter.charCodeAt(0)
    if (special) thousandths += special[heavy ? 1 : 0]
    else thousandths += (heavy ? bold : regular)[code === 0xa0 ? 0 : code - 32] ?? otherwise
  }
  return Math.round(thousandths * size / 50)
}

// Words of office names that look torn when a line ends between them.
const together = new RegExp(`(?:${[
  'THƯƠNG BINH', 'XÃ HỘI', 'NHÂN DÂN', 'LAO ĐỘNG', 'VĂN PHÒNG', 'TRUNG TÂM', 'HÀNH CHÍNH', 'BẢO TRỢ', 'VIỆC LÀM', 'NGHỀ NGHIỆP', 'TỔNG HỢP', 'PHỤC VỤ',
  'DỊCH VỤ', 'THỦ TỤC', 'KIỂM SOÁT', 'BẢO HIỂM', 'NỘI VỤ', 'TÀI CHÍNH', 'TRỢ GIÚP', 'VÀ \\S+',
].join('|')})$`, 'u')

/**
 * A name in the fewest lines that fit `most` twentieths of a point, broken where the lines are most alike.
 * A line end in the name itself is kept.
 */
export function brokenName(name: string, type: Type, most: number): string[] {
  return name.split('\n').flatMap(part => {
    const words = part.trim().split(/ +/)
    const width = (from: number, to: number) => widthOf(words.slice(from, to).join(' '), type)
    // best[n]: the cheapest way to set the first n words; a line more costs more than any raggedness.
    const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }]
    for (let to = 1; to <= words.length; to++) {
      best[to] = { cost: Infinity, from: to - 1 }
      for (let from = to - 1; from >= 0; from--) {
        const wide = width(from, to)
        if (wide > most && from < to - 1) break
        const torn = from > 0 && together.test(`${words[from - 1]} ${words[from]}`)
        const cost = best[from]!.cost + 100 + ((most - Math.min(wide, most)) / most) ** 2 + (torn ? 10 : 0)
        if (cost < best[to]!.cost) best[to] = { cost, from }
      }
    }
    const lines: string[] = []
    for (let to = words.length; to > 0; to = best[to]!.from) lines.unshift(words.slice(best[to]!.from, to).join(' '))
    return lines
  })
}

/** How many lines running text takes at a width. */
export function linesOf(text: string, type: Type, width: number): number {
  const blank = widthOf(' ', type)
  let lines = 1
  let used = 0
  for (const word of text.split(/ +/)) {
    const wide = widthOf(word, type)
    if (used && used + blank + wide > width) { lines++; used = wide } else used += (used ? blank : 0) + wide
  }
  return lines
}

/** The narrowest width at which running text still takes as few lines as at `most`: set that narrow, its lines are alike. */
export function balancedWidth(text: string, type: Type, most: number): number {
  const fewest = linesOf(text, type, most)
  let [low, high] = [Math.max(...text.split(/ +/).map(word => widthOf(word, type))), most]
  while (high - low > 20) {
    const middle = (low + high) >> 1
    if (linesOf(text, type, middle) <= fewest) high = middle; else low = middle
  }
  return high
}
