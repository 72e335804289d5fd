// Outputs of a piece as pages to print and as files.
import type { Ask } from '../../web/context.ts'
import { download, page } from '../../web/render.ts'
import { fileKinds } from '../../evidence/kinds.ts'
import { NotFound } from '../../errors.ts'
import { findPiece, versionToHandOut } from '../pieces.ts'
import { shownSources } from '../source-pages.ts'
import { formNames } from '../forms.ts'
import type { Piece } from '../tables.ts'
import { cardPng, cardSvg } from './card.ts'
import { fullPanels, sidesOf } from './leaflet.ts'
import { formatsOf, moreOf, outputOf, type Output, type OutputFormat } from './output.ts'
import { qrSvg } from './qr.ts'
import { documentOf, readAloud, secondsOf, textOf, timeInWords } from './texts.ts'
import type { OutputViews } from './views.ts'

const labels: Record<OutputFormat, { label: string; icon: string }> = {
  print: { label: 'Bản in', icon: 'printer' }, docx: { label: 'Word', icon: 'file-text' }, txt: { label: 'Văn bản thuần (.txt)', icon: 'file-text' },
  svg: { label: 'Ảnh vector (SVG)', icon: 'file-text' }, png: { label: 'Ảnh PNG', icon: 'download' },
}

/** What the page of a piece offers of it. */
export const outputsFor = ({ id, form, title }: Piece): OutputViews['propaganda/_outputs'] => ({
  title: formNames[form],
  links: formatsOf[form].map(format => ({ href: `/propaganda/${id}/${format}`, ...labels[format], isFile: format !== 'print' })),
  picture: form === 'card' ? { src: `/propaganda/${id}/svg`, alt: `Thẻ thông tin: ${title}` } : null,
})

const nameOf = ({ form, title, draft }: Output): string => `${draft ? 'Bản nháp ' : ''}${formNames[form]} ${title.slice(0, 80)}`

function printed(c: Ask, { id }: Piece, output: Output) {
  const head = { back: `/propaganda/${id}`, output }
  if (output.form === 'leaflet') {
    const sides = sidesOf(output)
    return page(c, output.title, 'propaganda/leaflet', { ...head, ...sides, qr: `/propaganda/${id}/qr`, full: fullPanels(sides) })
  }
  if (output.form === 'script') return page(c, output.title, 'propaganda/reading', { ...head, read: readAloud(output), time: timeInWords(secondsOf(output)) })
  return page(c, output.title, 'propaganda/sheet', { ...head, formName: formNames[output.form] })
}

/** Answers with the piece in a format. Throws NotFound where it does not suit the form. */
export async function handedOut(c: Ask, format: OutputFormat) {
  const { store: { read: db }, user, config } = c.var
  const piece = await findPiece(db, user, c.req.param('id')!)
  if (!formatsOf[piece.form].includes(format)) throw new NotFound('Hình thức này không có bản như vậy.')
  const handed = await versionToHandOut(db, piece)
  const output = await outputOf(db, piece, handed, config)
  const name = nameOf(output)
  switch (format) {
    case 'print': return printed(c, piece, output)
    case 'txt': return download(c, `${name}.txt`, 'text/plain; charset=utf-8', textOf(output))
    case 'svg': return download(c, `${name}.svg`, 'image/svg+xml', cardSvg(output))
    case 'png': return download(c, `${name}.png`, 'image/png', cardPng(output))
    case 'docx': {
      const sources = await shownSources(db, handed.version, [])
      return download(c, `${name}.docx`, fileKinds.docx.mime, documentOf(output, place => [sources[place]?.label, sources[place]?.detail].filter(Boolean).join(', ')))
    }
  }
}

/** The QR code of the piece: an address of our own, so that the page needs no picture from elsewhere. */
export async function qrCode(c: Ask) {
  const { store: { read: db }, user, config } = c.var
  const { version } = await versionToHandOut(db, await findPiece(db, user, c.req.param('id')!))
  const { address } = await moreOf(db, version, config.nationalPortal)
  return c.body(qrSvg(address), 200, { 'Content-Type': 'image/svg+xml' })
}
