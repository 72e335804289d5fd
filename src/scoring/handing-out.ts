// A round, or one sheet of it, as a spreadsheet and as the annex that evaluators ask for.
import type { Config } from '../config.ts'
import { today } from '../clock.ts'
import { paragraph, table } from '../documents/body.ts'
import type { Official } from '../documents/official.ts'
import { column, type SheetToWrite } from '../admin/workbook.ts'
import { amountInWords } from '../targets/computing.ts'
import { columns, indexRule, type Node } from './counting.ts'
import { roundingRule } from './rules.ts'
import type { Ranked, Standing } from './standing.ts'
import type { ScoringRound } from './tables.ts'
import { points, stepNames } from './words.ts'

const shown = (value: number | null) => (value === null ? '' : amountInWords(value))
const indexOf = ({ maximum, points: given, criterion }: Node) => (criterion.side === 'plain' && maximum && given !== null ? amountInWords(given / maximum * 100) : '')

/** Reasons and explanations of a line, the last ones. */
const noteOf = ({ applies, leaf, cell }: Node): string => [leaf && !applies ? 'Không áp dụng' : '', cell.reappraised?.reason ?? cell.appraised?.reason ?? '', cell.explained?.explanation ?? cell.declared?.explanation ?? ''].filter(Boolean).join('. ')

/** One sheet of the spreadsheet for each sheet of the round, and the ranking before them. */
export function workbookOf(round: ScoringRound, standing: readonly Ranked[]): SheetToWrite[] {
  return [
    {
      name: 'Tổng hợp', note: `${round.name}. ${indexRule} ${roundingRule}`,
      columns: [column('Hạng', 8, 'number'), column('Đơn vị', 40), column('Chỉ số', 10, 'number'), column('Điểm đạt', 10, 'number'), column('Điểm tối đa áp dụng', 12, 'number'), column('Điểm thưởng', 10, 'number'), column('Điểm phạt', 10, 'number'), column('Điểm mất', 10, 'number')],
      rows: standing.map(({ rank, name, index, totals }) => [rank, name, index, totals.points, totals.maximum, totals.bonus, totals.penalty, totals.lost]),
    },
    ...standing.map(({ name, nodes }, at) => ({
      name: `${at + 1} ${name}`.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31), note: `${round.name}: ${name}`,
      columns: [column('STT', 9), column('Lĩnh vực, tiêu chí', 60), column('Điểm tối đa', 10, 'number'), ...columns.map(step => column(stepNames[step], 12, 'number')), column('Điểm đạt', 10, 'number'), column('Mất', 9, 'number'), column('Ghi chú', 50)],
      rows: nodes.map(node => [node.criterion.number, node.criterion.name, node.maximum, ...columns.map(step => node.values[step]), node.points, node.lost, noteOf(node)]),
    })),
  ]
}

const head = [
  { cells: [{ text: 'STT', down: 2 }, { text: 'Lĩnh vực/Tiêu chí/Tiêu chí thành phần', down: 2 }, { text: 'Điểm tối đa', down: 2 }, { text: 'Điểm đánh giá', across: 3 }, { text: 'Điểm đạt được', down: 2 }, { text: 'Chỉ số', down: 2 }, { text: 'Ghi chú', down: 2 }] },
  { cells: ['Điều tra XHH', 'Tự đánh giá', 'Thẩm định'] },
]
const widths = [
  { title: 'STT', width: 7 }, { title: 'Lĩnh vực/Tiêu chí/Tiêu chí thành phần', width: 40 }, { title: 'Điểm tối đa', width: 8, align: 'center' as const }, { title: 'Điều tra XHH', width: 9, align: 'center' as const },
  { title: 'Tự đánh giá', width: 9, align: 'center' as const }, { title: 'Thẩm định', width: 9, align: 'center' as const }, { title: 'Điểm đạt được', width: 9, align: 'center' as const }, { title: 'Chỉ số', width: 9, align: 'center' as const }, { title: 'Ghi chú', width: 24 },
]

/** The table of one sheet, in the columns of the annexes that provinces issue. */
function annexOf({ name, nodes, totals }: Standing) {
  return {
    title: `Bảng chấm điểm của ${name}`, landscape: true,
    body: [
      table({
        columns: widths, head,
        rows: [
          ...nodes.map(node => {
            const isSurvey = node.criterion.method === 'survey'
            return { group: !node.leaf, cells: [
              node.criterion.number, node.criterion.name, shown(node.maximum), isSurvey ? shown(node.values.reappraised) : '', shown(node.values.declared),
              isSurvey ? '' : shown(node.values.reappraised), shown(node.points), indexOf(node), noteOf(node),
            ] }
          }),
          { group: true, cells: ['', 'Tổng số (không kể điểm thưởng, điểm phạt)', shown(totals.maximum), '', '', '', shown(totals.points), totals.maximum ? amountInWords(totals.points / totals.maximum * 100) : '', ''] },
        ],
      }),
      paragraph(`Điểm thưởng: ${points(totals.bonus)}; điểm phạt: ${points(totals.penalty)}; chỉ số: ${points(totals.index)}.`),
    ],
  }
}

/** The results as a notice with a table of ranks and one annex for each sheet. */
export function resultsDocument(round: ScoringRound, standing: readonly Ranked[], office: Config['office'], setName: string): Official {
  const ranks = standing.some(({ rank }) => rank !== null)
  return {
    superior: office.superior, issuer: office.name, number: { value: null, issuer: office.sign }, place: office.place, date: today().slice(0, 7), kind: 'Báo cáo',
    abstract: `Kết quả ${round.name.replace(/^./, first => first.toLocaleLowerCase('vi'))}`,
    body: [
      paragraph(`Các phiếu được chấm theo ${setName}. ${indexRule} ${roundingRule}`),
      paragraph(round.stage === 'published' ? `Kết quả công bố theo ${round.decision ?? ''}.` : 'Kết quả tạm tính, chưa công bố.'),
      table({
        columns: [...ranks ? [{ title: 'Hạng', width: 8, align: 'center' as const }] : [], { title: 'Đơn vị', width: 46 }, { title: 'Chỉ số', width: 12, align: 'center' as const }, { title: 'Điểm đạt', width: 12, align: 'center' as const }, { title: 'Điểm tối đa áp dụng', width: 14, align: 'center' as const }],
        rows: standing.map(({ rank, name, index, totals }) => ({ cells: [...ranks ? [shown(rank)] : [], name, points(index), points(totals.points), points(totals.maximum)] })),
      }),
      paragraph('Điểm từng tiêu chí nêu tại phụ lục kèm theo.'),
    ],
    signatures: [{ position: 'Giám đốc', name: null }], recipients: [office.superior, 'Các phòng, đơn vị'], filed: 'VT, VP', annexes: standing.map(annexOf),
  }
}
