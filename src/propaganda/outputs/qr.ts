// QR codes as SVG: the address that people scan from a leaflet or a card.
import { encode } from 'uqr'

/** The dark squares as one path within `size`, with the quiet margin that readers need. */
export function qrPath(address: string, size: number): string {
  const { data, size: count } = encode(address, { ecc: 'M', border: 4 })
  const step = size / count
  const at = (value: number) => String(Math.round(value * step * 100) / 100)
  const path: string[] = []
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < count; x++) {
      if (!row[x]) continue
      const from = x
      while (x < count && row[x]) x++
      path.push(`M${at(from)} ${at(y)}H${at(x)}V${at(y + 1)}H${at(from)}Z`)
    }
  }
  return path.join('')
}

export const qrSvg = (address: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 300" width="300" height="300" shape-rendering="crispEdges"><path fill="#fff" d="M0 0H300V300H0Z"/><path d="${qrPath(address, 300)}"/></svg>`
