// The plan of propaganda as an official Word document with its annex.
import { today, written } from '../clock.ts'
import type { Config } from '../config.ts'
import { heading, list, paragraph, table } from '../documents/body.ts'
import type { Official } from '../documents/official.ts'
import { formNames } from './forms.ts'
import type { planContents } from './plan-pages.ts'

const columns = [
  { title: 'TT', width: 5, align: 'center' as const }, { title: 'Nội dung', width: 34 }, { title: 'Hình thức', width: 20 }, { title: 'Đối tượng', width: 18 },
  { title: 'Số sản phẩm', width: 9, align: 'center' as const }, { title: 'Đơn vị thực hiện', width: 18 }, { title: 'Hạn phát xong', width: 12, align: 'center' as const }, { title: 'Kinh phí', width: 12 },
]

export function planDocument({ period, lines }: Awaited<ReturnType<typeof planContents>>, office: Config['office']): Official {
  const kept = lines.filter(({ line }) => !line.droppedAt)
  const wanted = kept.reduce((sum, { line }) => sum + line.wanted, 0)
  const tasks = [...new Set(kept.flatMap(({ task }) => task?.title ?? []))]
  return {
    superior: office.superior, issuer: office.name, number: { value: null, issuer: office.sign }, place: office.place, date: today().slice(0, 7), kind: 'Kế hoạch',
    abstract: `Tuyên truyền cải cách hành chính ${period}`,
    body: [
      heading(1, 'Mục đích, yêu cầu'),
      paragraph('Người dân, tổ chức biết đúng thủ tục, giấy tờ, thời hạn, nơi nộp; nội dung lấy từ hồ sơ thủ tục đang có hiệu lực, ghi rõ căn cứ và ngày dữ liệu, được duyệt trước khi phát.'),
      heading(1, 'Nội dung'),
      paragraph(kept.length ? `Thực hiện ${wanted} sản phẩm tuyên truyền theo ${kept.length} nội dung; hình thức, đối tượng, đơn vị thực hiện, thời hạn nêu tại Phụ lục.` : 'Chưa có nội dung nào trong kỳ.'),
      ...(tasks.length ? [paragraph('Kết quả tính vào các nhiệm vụ của kế hoạch cải cách hành chính:'), list(tasks)] : []),
      heading(1, 'Tổ chức thực hiện'),
      paragraph('Các phòng, đơn vị soạn, trình duyệt, phát và ghi kết quả kèm minh chứng trên Cổng cải cách hành chính đúng thời hạn; Văn phòng theo dõi, đôn đốc, tổng hợp.'),
    ],
    signatures: [{ position: 'Giám đốc', name: null }], recipients: ['Lãnh đạo Sở', 'Các phòng, đơn vị thuộc Sở'], filed: 'VT, VP',
    annexes: kept.length ? [{ title: `Nội dung tuyên truyền ${period}`, landscape: true, body: [table({
      columns, rows: kept.map(({ line, unit }, at) => ({
        cells: [String(at + 1), line.topic, line.forms.map(form => formNames[form]).join(', '), line.audience ?? '', String(line.wanted), unit, written(line.due), line.budget ?? ''],
      })),
    })] }] : [],
  }
}
