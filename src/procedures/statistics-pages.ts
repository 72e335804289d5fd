// The statistics page and its spreadsheet: every figure with its rule, its fraction and the list behind it.
import { isDay, today } from '../clock.ts'
import type { SheetToWrite } from '../admin/workbook.ts'
import type { Read } from '../store/store.ts'
import type { Ask } from '../web/context.ts'
import { date, number, percent } from '../web/helpers.ts'
import { catalogue, remembered, type Row } from './catalogue.ts'
import { emptyFilter, listAddress, none, type Filter } from './filter.ts'
import { publishedBetween } from './procedures.ts'
import { atLevel, changes, countByField, countByLevel, inForce, online, postal, reduced, truncated } from './statistics.ts'
import type { Bar, Figure, ProcedureViews } from './views.ts'
import { levelWords, unitWords } from './words.ts'

const mostFields = 25

type Page = ProcedureViews['procedures/statistics']
interface Counted { page: Page; headline: Figure[] }

export const statisticsPage = async (c: Ask): Promise<Page> => (await statistics(c.var.store.read, c.req.query())).page

/** The figures by which the register is known, today: the very ones of the statistics page. */
export const headlineFigures = async (db: Read): Promise<Figure[]> => (await statistics(db, {})).headline

async function statistics(db: Read, query: Record<string, string>): Promise<Counted> {
  const asked = (name: string) => { const value = query[name] ?? ''; return isDay(value) ? value : null }
  const on = asked('on') ?? today()
  const [from, to] = [asked('from') ?? `${on.slice(0, 4)}-01-01`, asked('to') ?? on]
  const snapshot = await catalogue(db, on)
  const key = `statistics ${from} ${to} ${on === today()}`
  if (snapshot.memo.has(key)) return snapshot.memo.get(key) as Counted
  const published = await publishedBetween(db, from, to)
  return remembered(snapshot, key, () => counted(inForce(snapshot), published, { on, from, to }))
}

function counted(rows: Row[], published: Awaited<ReturnType<typeof publishedBetween>>,
  { on, from, to }: { on: string; from: string; to: string }): Counted {
  const at = on === today() ? null : on
  const list = (chosen: Filter['chosen'], more: Partial<Filter> = {}) => listAddress({ ...emptyFilter, on: at, chosen, ...more })
  const province = atLevel(rows, 'province')
  const multi = rows.filter(({ facts }) => facts.levels.length > 1).length
  const levelCounts = countByLevel(rows)
  const fieldCounts = countByField(rows)
  const [all, own] = [online(rows), online(province)]
  const cut = reduced(province)
  const cutAll = reduced(rows)
  const fraction = (count: number, of: number) => `${number(count)}/${number(of)}`
  const share = (count: number, of: number) => (of ? count / of : null)
  const rounding = (count: number, of: number) => {
    const exact = share(count, of)
    return exact === null ? 'Không có thủ tục nào để tính.'
      : `${fraction(count, of)} = ${percent(exact)}, làm tròn nửa lên${truncated(exact) === Math.round(exact * 1000) / 1000 ? '' : ` (nếu cắt bỏ phần lẻ: ${percent(truncated(exact))})`}.`
  }
  const shareFigure = (label: string, count: number, of: number, href: string, rule: string): Figure =>
    ({ label, value: percent(share(count, of)), fraction: fraction(count, of), href, rule: `${rule} ${rounding(count, of)}` })
  /** The count first, its share under it. */
  const countOf = (label: string, count: number, of: number, href: string, rule: string): Figure =>
    ({ ...shareFigure(label, count, of, href, rule), value: number(count), fraction: of
    ? `${percent(count / of)} của ${number(of)}` : null })
  const countFigure = (label: string, count: number, href: string | null, rule: string): Figure =>
    ({ label, value: number(count), fraction: null, href, rule })
  const bar = (label: string, href: string, count: number, most: number): Bar =>
    ({ label, href, count, share: most ? count / most : 0, percent: percent(share(count, rows.length)) })
  const mostAt = Math.max(0, ...levelCounts.map(({ count }) => count))
  const shownFields = fieldCounts.slice(0, mostFields)
  const change = (label: string, kinds: Parameters<typeof changes>[1], key: Filter['change'], rule: string): Figure => {
    const { events, procedures } = changes(published, kinds)
    return { label, value: number(events), fraction: events === procedures ? null : `${number(procedures)} thủ tục`,
      href: list({}, { change: key, from, to, on: at }), rule }
  }
  const total = countFigure('Thủ tục đang áp dụng', rows.length, list({}),
    'Đếm thủ tục có bản đang áp dụng ở ngày xem, trừ thủ tục đã bãi bỏ; mỗi thủ tục đếm một lần.')
  const provincial = countFigure('Trong đó thủ tục cấp tỉnh', province.length, list({ level: ['province'] }),
    'Đếm thủ tục có cấp tỉnh trong cấp thực hiện.')
  const onlineOwn = shareFigure('Trực tuyến, cấp tỉnh', own.either, own.of, list({ level: ['province'], online: ['any'] }),
    '(Toàn trình + một phần) / thủ tục cấp tỉnh.')
  const postalOwn = countOf('Bưu chính công ích, trên cấp tỉnh', postal(province), province.length,
    list({ level: ['province'], postal: ['yes'] }),
    'Thủ tục cấp tỉnh ghi có bưu chính công ích; không ghi thì xét có cách nộp qua bưu chính hay không.')
  const cutOwn = countOf('Thủ tục cấp tỉnh được cắt giảm', cut.count, cut.of, list({ level: ['province'], reduced: ['yes'] }),
    'Thời hạn sau cắt giảm ngắn hơn thời hạn theo quy định, cùng đơn vị.')
  const cutMean: Figure = { label: 'A. Mức giảm bình quân', value: percent(cut.mean), fraction: null,
    href: list({ level: ['province'], reduced: ['yes'] }),
    rule: `Trung bình cộng phần trăm giảm của từng thủ tục trong ${number(cut.count)} thủ tục được cắt giảm.` }
  const lacking = rows.filter(({ facts }) => facts.missing.length).length
  const incomplete = countOf('Còn thiếu nội dung', lacking, rows.length, list({ complete: ['no'] }),
    'Đếm thủ tục đang áp dụng thiếu ít nhất một nội dung mà Điều 8 Nghị định 63/2010/NĐ-CP đòi hỏi.')
  const headline = [total, onlineOwn, postalOwn, cutOwn, cutMean, incomplete]
  const page: Page = {
    on, from, to, isToday: at === null,
    sentence: `Số liệu danh mục ngày ${date(on)}; công bố, sửa đổi, bãi bỏ từ ${date(from)} đến ${date(to)}.`,
    xlsx: `/statistics/export?${new URLSearchParams({ on, from, to }).toString()}`,
    main: [total, provincial, incomplete],
    levels: {
      bars: levelCounts.map(({ level, count }) => bar(level ? levelWords[level] : 'Chưa ghi cấp',
        list({ level: [level ?? none] }), count, mostAt)),
      note: multi ? `${number(multi)} thủ tục do nhiều cấp thực hiện: đếm một lần ở tổng, đếm ở từng cấp nên cộng các dòng lớn hơn tổng.` : null,
      rule: 'Đếm thủ tục đang áp dụng có cấp đó trong cấp thực hiện; phần trăm tính trên tổng.',
    },
    fields: {
      bars: shownFields.map(({ field, count }) => bar(field ?? 'Chưa ghi lĩnh vực', list({ field: [field ?? none] }), count,
        shownFields[0]?.count ?? 0)),
      note: fieldCounts.length > mostFields
        ? `Hiện ${mostFields} lĩnh vực nhiều thủ tục nhất trong ${number(fieldCounts.length)}; tệp Excel có đủ.` : null,
      rule: 'Đếm thủ tục đang áp dụng theo lĩnh vực; mỗi thủ tục một lĩnh vực, cộng các dòng bằng tổng.',
    },
    online: [
      onlineOwn,
      countFigure('Toàn trình, cấp tỉnh', own.full, list({ level: ['province'], online: ['full'] }),
        'Đếm theo mức độ ghi trong bản ghi.'),
      countFigure('Một phần, cấp tỉnh', own.partial, list({ level: ['province'], online: ['partial'] }),
        'Đếm theo mức độ ghi trong bản ghi.'),
      shareFigure('Trực tuyến, mọi cấp', all.either, all.of, list({ online: ['any'] }),
        '(Toàn trình + một phần) / tất cả thủ tục.'),
      countFigure('Chưa có thông tin mức độ', all.unknown, list({ online: [none] }),
        'Bản ghi không ghi mức độ; không tính là trực tuyến, cũng không tính là không.'),
    ],
    postal: [
      postalOwn,
      countOf('Bưu chính công ích, trên tất cả', postal(rows), rows.length, list({ postal: ['yes'] }),
        'Cùng quy tắc, trên tất cả thủ tục.'),
    ],
    reduction: [
      cutOwn,
      cutMean,
      ...cut.weighted.map((one): Figure => ({ label: `B. Tổng ${unitWords[one.unit]} giảm`, value: percent(one.share),
        fraction: `${number(one.cut)}/${number(one.statutory)} ${unitWords[one.unit]}`, href: list({ level: ['province'], reduced: [one.unit] }),
        rule: `Σ ${unitWords[one.unit]} giảm / Σ ${unitWords[one.unit]} theo quy định của ${number(one.count)} thủ tục; không cộng chung “ngày” với “ngày làm việc”.` })),
      { label: 'C. Trải trên mọi thủ tục cấp tỉnh', value: percent(cut.spread), fraction: null,
        href: list({ level: ['province'] }),
        rule: `Tổng phần trăm giảm / ${number(cut.of)} thủ tục cấp tỉnh, thủ tục không cắt giảm tính là 0.` },
      ...(cutAll.count !== cut.count ? [countFigure('Được cắt giảm, mọi cấp', cutAll.count, list({ reduced: ['yes'] }),
        'Cùng quy tắc, trên tất cả thủ tục.')] : []),
      ...(cutAll.mixed ? [countFigure('Khác đơn vị, không so được', cutAll.mixed, list({ reduced: ['mixed'] }),
        'Một thời hạn ghi “ngày”, một ghi “ngày làm việc”: không quy đổi, không tính vào các số trên.')] : []),
    ],
    changes: [
      change('Mới ban hành', ['new'], 'new', 'Đếm lần công bố mới có ngày công bố trong khoảng đã chọn.'),
      change('Sửa đổi, bổ sung, thay thế', ['amended', 'replaced'], 'changed',
        'Đếm lần công bố sửa đổi, bổ sung hoặc thay thế; một thủ tục sửa hai lần đếm hai lần.'),
      change('Bãi bỏ', ['abolished'], 'abolished', 'Đếm quyết định bãi bỏ có ngày công bố trong khoảng đã chọn.'),
    ],
  }
  return { page, headline }
}

/** The same figures as sheets; `fields` holds every field, not only those with a bar. */
export async function statisticsSheets(c: Ask): Promise<SheetToWrite[]> {
  const page = await statisticsPage(c)
  const rows = inForce(await catalogue(c.var.store.read, page.on))
  const figures = [...page.main, ...page.online, ...page.postal, ...page.reduction, ...page.changes]
  return [
    { name: 'Số liệu', note: page.sentence, columns: [{ title: 'Chỉ tiêu', kind: 'text', width: 42 },
      { title: 'Giá trị', kind: 'text', width: 14 }, { title: 'Tử số/mẫu số', kind: 'text', width: 20 },
      { title: 'Quy tắc', kind: 'text', width: 90 }],
      rows: figures.map(({ label, value, fraction, rule }) => [label, value, fraction, rule]) },
    { name: 'Theo cấp', note: page.levels.rule, columns: [{ title: 'Cấp', kind: 'text', width: 24 },
      { title: 'Số thủ tục', kind: 'number', width: 12 }],
      rows: countByLevel(rows).map(({ level, count }) => [level ? levelWords[level] : 'Chưa ghi cấp', count]) },
    { name: 'Theo lĩnh vực', note: page.fields.rule, columns: [{ title: 'Lĩnh vực', kind: 'text', width: 50 },
      { title: 'Số thủ tục', kind: 'number', width: 12 }],
      rows: countByField(rows).map(({ field, count }) => [field ?? 'Chưa ghi lĩnh vực', count]) },
  ]
}
