// Words and measures of pieces: states, and the text as it is copied, whose length counts for Zalo.
import type { StatusKind } from '../web/layout.ts'
import type { Piece, PieceState, PieceVersion } from './tables.ts'

/** Characters that a post of Zalo may have, its title and its link included. */
export const zaloRoom = 1_000

export const pieceStateNames: Record<PieceState, string> = { draft: 'Đang soạn', waiting: 'Chờ duyệt', approved: 'Đã duyệt', recalled: 'Đã thu hồi' }
const kinds: Record<PieceState, StatusKind> = { draft: 'new', waiting: 'wait', approved: 'done', recalled: 'past' }

/** The state in words; a piece whose next version is being written is still distributed as it was approved. */
export const pieceStatus = ({ state, approvedNumber }: Pick<Piece, 'state' | 'approvedNumber'>): { kind: StatusKind; label: string } => ({
  kind: kinds[state],
  label: approvedNumber !== null && state !== 'approved' ? `Đã duyệt bản ${approvedNumber}, bản mới ${pieceStateNames[state].toLocaleLowerCase('vi')}` : pieceStateNames[state],
})

/** The whole text, one sentence a line: what is counted, read aloud and copied. */
export const pieceText = ({ title, parts }: Pick<PieceVersion, 'title' | 'parts'>): string =>
  [title, ...parts.flatMap(({ heading, style, sentences }) => [...heading ? [heading] : [], ...sentences.map(({ text }) => (style === 'list' ? `• ${text}` : text))])].join('\n')

/** Characters of a post as it is copied: blank lines between its parts, the stamp under it. */
export const postLength = (version: Pick<PieceVersion, 'title' | 'parts'>, stamp: string): number => pieceText(version).length + version.parts.length + 2 + stamp.length
