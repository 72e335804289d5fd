// The list of lost points of a round, with causes and what was proposed of them.
import { withQuery } from '../addresses.ts'
import { column, writeWorkbook } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import { proposalStatus } from '../demand/words.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { may } from '../policy.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { download } from '../web/render.ts'
import { lostOf, mayPropose, type Lost } from './lost.ts'
import { toPoints } from './rules.ts'
import { findRound } from './seeing.ts'
import type { ScoringRound } from './tables.ts'
import type { ScoringViews } from './views.ts'
import { points } from './words.ts'

async function shown(c: Ask): Promise<{ round: ScoringRound; all: Lost[]; rows: Lost[]; unit: string; sentence: string }> {
  const { store: { read }, user } = c.var
  const round = await findRound(read, c.req.param('id')!)
  const all = await lostOf(read, user, round)
  const unit = c.req.query('unit') ?? ''
  const rows = all.filter(({ sheet }) => !unit || sheet.id === unit)
  const sum = toPoints(rows.reduce((total, { lost }) => total + lost, 0))
  return { round, all, rows, unit, sentence: `${number(rows.length)} chỗ mất điểm, tổng ${points(sum)} điểm, nhiều nhất trước.` }
}

export async function lostPage(c: Ask, form: Form = blank): Promise<ScoringViews['scoring/lost']> {
  const { round, all, rows, unit, sentence } = await shown(c)
  const { user } = c.var
  return {
    name: round.name, round: `/scoring/${round.id}`, unit, sentence, form, action: `/scoring/${round.id}/lost/proposal`, mayPropose: may(user, 'propose reforms'),
    units: [{ value: '', label: 'Mọi phiếu' }, ...new Map(all.map(one => [one.sheet.id, { value: one.sheet.id, label: one.unit }])).values()],
    xlsx: withQuery(`/scoring/${round.id}/lost/export/xlsx`, { unit }),
    rows: rows.map(one => ({
      href: `/scoring/${round.id}/sheets/${one.sheet.id}/${one.node.criterion.id}`, criterion: `${one.node.criterion.number}. ${one.node.criterion.name}`, unit: one.unit,
      lost: points(one.lost), of: points(one.node.maximum), cause: one.cause,
      proposal: one.proposal && may(user, 'see enquiries') ? { href: `/demand/proposals/${one.proposal.id}`, status: proposalStatus[one.proposal.state] } : null,
      propose: !one.proposal && mayPropose(user, one) ? { sheet: one.sheet.id, criterion: one.node.criterion.id } : null,
    })),
  }
}

export async function lostExported(c: Ask) {
  const { round, rows, sentence } = await shown(c)
  return download(c, `Điểm mất ${round.name} ${today()}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook([{
    name: 'Điểm mất', note: `${round.name}. ${sentence}`,
    columns: [column('STT', 8), column('Tiêu chí', 60), column('Đơn vị', 34), column('Điểm tối đa', 10, 'number'), column('Điểm đạt', 10, 'number'), column('Điểm mất', 10, 'number'), column('Nguyên nhân', 60), column('Đề xuất', 20)],
    rows: rows.map(({ node, unit, lost, cause, proposal }) => [node.criterion.number, node.criterion.name, unit, node.maximum, node.points ?? 0, lost, cause, proposal ? proposalStatus[proposal.state].label : '']),
  }]))
}
