// What tells twins apart: what is done (cấp, cấp lại, gia hạn …), for whom, when, at which kind of school or office.
import { finder, type Finder } from './phrases.ts'

interface Value { label: string, asked: Finder, named: Finder }
interface Facet {
  name: string
  /** How much agreement or contradiction counts. */
  weight: number
  /** How much a record loses whose name says something that the question is silent about. */
  silent: number
  values: Record<string, Value>
}

const facet = (name: string, weight: number, silent: number, values: Record<string, [asked: string, named: string]>): Facet => ({
  name, weight, silent,
  values: Object.fromEntries(Object.entries(values).map(([value, [asked, named]]) => [value, { label: (asked || named).split(',')[0]!.trim(), asked: finder(asked), named: finder(named) }])),
})

const facets: Facet[] = [
  facet('operation', 1, 0.45, {
    grant: ['xin mới, cấp mới, làm mới, lần đầu, cấp lần đầu, xin cấp lần đầu', ''],
    reissue: [`cấp lại, xin lại, làm lại, đổi giấy, đổi thẻ, đổi sổ, đổi bằng, bị mất, làm mất, đánh mất, thất lạc, mất giấy, mất thẻ, mất sổ, mất chứng chỉ, bị hỏng, hư hỏng, bị rách, ướt nát,
      mất cắp, đổi lại, mất giấy phép, rách, cấp đổi, đổi sang, cháy mất, nhàu nát, cuốn sổ cũng cháy, mờ`, 'cấp lại, đổi giấy, đổi, công bố lại, cấp đổi'],
    extend: ['gia hạn, sắp hết hạn, gần hết hạn, hết hạn tháng, là hết hạn, còn đúng một tháng nữa là hết, thêm hạn', 'gia hạn, trường hợp hết hạn'],
    adjust: [`sửa, điều chỉnh, đính chính, ghi sai, bị sai, in sai, cập nhật, thay đổi thông tin, đổi địa chỉ, dời trụ sở, bổ sung, sửa đổi, ghi thêm, sai tên,
      sai năm, sai ngày, sai họ, đổi nghề đổi chỗ, khai sửa, đổi số`, 'điều chỉnh, sửa đổi, bổ sung, thay đổi thông tin'],
    stop: [`chấm dứt, thu hồi, giải thể, đóng cửa, trả lại giấy phép, rút giấy phép, thôi hoạt động, không làm nữa, trả phép, bỏ phân hiệu, xóa phân hiệu, xoá phân hiệu,
      giải tán, ngừng hoạt động, thôi hưởng, cắt trợ cấp, có việc mới, tìm được việc, xin được chỗ mới, xin được việc, muốn bỏ`, 'chấm dứt, thu hồi, giải thể, hủy quyết định, thôi hưởng'],
    pause: ['tạm dừng, bị treo tiền, dừng tiền, đình chỉ, tạm ngưng, quên khai, ngưng tiền, tạm đình chỉ, phạt tù, tạm ngừng, hoãn', 'tạm dừng, đình chỉ, tạm đình chỉ'],
    resume: ['hưởng lại, lĩnh lại, lãnh lại, tiếp tục hưởng, nhận lại tiền, hưởng tiếp, nhận tiếp, khôi phục, khai báo lại, tìm việc lại', 'tiếp tục hưởng, hưởng lại, hưởng tiếp'],
    move: [`chuyển nơi, chuyển chỗ, chuyển hồ sơ, chuyển khẩu, đổi hộ khẩu, chuyển chế độ, về quê lĩnh, mang về quê, lĩnh tiếp, chuyển tiền về, di chuyển, chuyển hưởng, hộ khẩu đã nhập,
      nhận lương hưu trong, chuyển lương hưu, lĩnh ở tỉnh khác, chuyển chỗ lĩnh, chuyển ra tỉnh`, 'chuyển nơi, di chuyển, chuyển hưởng, nơi nhận lương hưu'],
    merge: ['sáp nhập, chia tách, nhập về một mối, gộp, tách trường, nhập lại, chia, tách', 'chia tách, sáp nhập'],
    rename: ['đổi tên, lấy tên mới, tên mới', 'đổi tên'],
    found: ['mở trường, lập trường, thành lập, mở phân hiệu, mở cơ sở hai, mở thêm cơ sở, xin mở, mở trung tâm, cơ sở hai, lập phân hiệu', 'thành lập'],
    licence: ['xin phép dạy nghề, cấp phép hoạt động, phép hoạt động, đăng ký hoạt động, dạy nghề tại đó, hoạt động thì', 'cấp phép hoạt động, đăng ký hoạt động'],
    refund: ['rút tiền ký quỹ, lấy lại tiền ký quỹ, rút lại tiền ký quỹ, rút ký quỹ, hoàn ký quỹ, rút tiền cọc, lấy lại tiền cọc', 'nhận lại tiền ký quỹ'],
    delegate: ['lĩnh hộ, nhận hộ, nhận thay, lĩnh thay, lãnh giùm, lãnh thay, nhờ con lĩnh, nhờ tôi lĩnh, đi lĩnh hộ, nhờ * lĩnh, nhờ * đi lĩnh', 'ủy quyền lĩnh thay, uỷ quyền lĩnh thay'],
    register: ['đăng ký, tham gia, mua', ''],
    report: ['khai tìm việc, khai báo hằng tháng, thông báo tìm việc, trình diện hằng tháng', 'thông báo hằng tháng, thông báo về việc tìm việc làm, thông báo danh sách'],
    reassess: ['giám định lại, khám lại, tái phát', 'giám định lại, tái phát'],
  }),
  facet('force', 0.8, 0.25, {
    army: [`bộ đội, quân đội, quân nhân, lính, tại ngũ, quân ngũ, đơn vị, xuất ngũ, trung đoàn, sĩ quan, nghĩa vụ, phục viên, quốc phòng, diễn tập, thủ trưởng, ra quân`,
      'quân nhân, quân đội, tại ngũ, quốc phòng, bộ quốc phòng'],
    police: ['công an, cảnh sát', 'công an nhân dân, công an cấp tỉnh, công an đơn vị'],
    civil: ['dân chính, du kích, dân công, thanh niên xung phong, dân quân, công an xã, cán bộ xã', 'dân chính đảng, du kích, dân công hỏa tuyến, thanh niên xung phong, không thuộc quân đội, công nhân viên chức nhà nước, dân quân tự vệ'],
  }),
  facet('service', 0.7, 0.25, {
    serving: ['tại ngũ, quân ngũ, đang công tác trong quân, đang đi nghĩa vụ, đơn vị, trung đoàn, đang công tác', 'đang tại ngũ, tại ngũ'],
    left: ['xuất ngũ, ra quân, phục viên, giải ngũ, về địa phương, chuyển ra, về quê, thôi việc, về hưu', 'đã chuyển ra, phục viên, xuất ngũ, thôi việc'],
  }),
  facet('life', 0.6, 0.35, {
    dead: [`mất rồi, đã mất, vừa mất, mới mất, qua đời, từ trần, chết, bố tôi mất, chồng tôi mất, cụ mất, ông mất, bà mất, anh mất, năm ngoái mất, ung thư mất, thì mất, hy sinh, hi sinh, mai táng, tuất,
      tang, ma chay, tử tuất`, 'từ trần, đã chết, bị chết, chết, hy sinh, mai táng, tuất, tử tuất, mất tích, liệt sĩ, liệt sỹ'],
    alive: ['còn sống, còn khỏe, còn mạnh, còn minh mẫn', 'còn sống'],
  }),
  facet('era', 0.7, 0.1, {
    french: ['chống pháp, điện biên phủ', 'chống pháp'],
    american: ['chống mỹ, đánh mỹ, đi b, chiến trường b, chiến trường c, trường sơn, miền nam hồi đó, thời mỹ', 'chống mỹ, chiến trường b, 30 4 1975 trở về trước'],
    after: ['biên giới, pôn pốt, campuchia, căm pu chia, vị xuyên, fulro, giúp bạn lào, quốc tế, hà giang', 'sau ngày 30 4 1975, chiến tranh bảo vệ tổ quốc, biên giới'],
  }),
  facet('papers', 0.5, 0.35, {
    gone: ['giấy tờ cháy, giấy tờ mất, mất giấy xuất ngũ, giấy xuất ngũ mất, không còn giấy tờ, sống xa quê, giấy tờ cháy hết', 'không còn lưu giữ được giấy tờ'],
  }),
  facet('school', 0.8, 0.2, {
    college: ['cao đẳng', 'trường cao đẳng'],
    secondary: ['trung cấp, trung học nghề', 'trường trung cấp, trường trung học nghề'],
    centre: ['trung tâm dạy nghề, trung tâm nghề, trung tâm giáo dục nghề nghiệp', 'trung tâm giáo dục nghề nghiệp'],
    university: ['đại học', 'trường đại học'],
  }),
  facet('outside', 0.8, 0.5, { outside: ['không thuộc, lao động tự do, bán hàng online, bán hàng tự do, thợ hồ tự do', 'không thuộc đối tượng'] }),
  facet('branch', 0.8, 0.5, { branch: ['phân hiệu, cơ sở hai, cơ sở 2, cơ sở thứ hai', 'phân hiệu'] }),
  facet('owner', 0.6, 0.15, {
    private: ['tư thục, tư nhân, trường tư, dân lập', 'tư thục, tư nhân'],
    public: ['công lập, trường công, trực thuộc', 'công lập'],
  }),
  facet('ministry', 0.6, 0.3, { ministry: ['thuộc bộ, của bộ, bộ giáo dục, trực thuộc bộ', 'trực thuộc bộ, thuộc bộ'] }),
  facet('capital', 0.7, 0.5, { capital: ['luật thủ đô, thủ đô, hà nội', 'luật thủ đô'] }),
  facet('insurance', 0.6, 0.3, {
    voluntary: ['tự nguyện, tự đóng, xe ôm', 'bảo hiểm xã hội tự nguyện'],
    compulsory: ['bắt buộc', 'bảo hiểm xã hội bắt buộc'],
  }),
  facet('exempt', 1, 0.9, {
    exempt: ['miễn giấy phép, không thuộc diện, khỏi xin, miễn gplđ, không phải xin, giấy miễn, miễn work, diện miễn, khỏi giấy phép, xác nhận miễn, phải xin giấy phép lao động không, miễn giấy',
      'không thuộc diện'],
  }),
  facet('father', 0.9, 0.3, {
    father: ['vợ đẻ, vợ sinh, vợ em, vợ tôi, lao động nam, đàn ông, chồng được, chồng nghỉ, chồng đóng, em là nam', 'lao động nam'],
    adopt: ['con nuôi', 'con nuôi'],
    miscarry: ['sảy thai, sẩy thai, khám thai, phá thai, thai lưu, không giữ được, tránh thai, đặt vòng', 'sảy thai'],
  }),
  facet('periodic', 0.5, 0.1, {
    periodic: ['định kỳ, rà soát, cuối năm', 'định kỳ'],
    ongoing: ['thường xuyên, giữa năm, không đợi, ngay, vừa cháy, vừa rồi, phát sinh', 'thường xuyên, phát sinh trong năm'],
  }),
  facet('leavePoor', 0.8, 0.3, {
    leave: ['thoát nghèo, thoát cận, ra khỏi hộ nghèo, ra khỏi hộ cận, ra khỏi danh sách, rút khỏi danh sách, khá rồi, khá lên, rút ra, hết nghèo', 'hộ thoát nghèo'],
  }),
  facet('shortfall', 0.8, 0.4, { short: ['chưa đủ, không đủ, lỡ cỡ, chưa tới tuổi, thiếu năm', 'không đủ điều kiện, chưa đủ'] }),
  facet('stage', 0.5, 0.2, {
    during: ['đang xử, đang kiện, chưa xong, còn đang', 'khi tiến hành'],
    after: ['xử xong, kiện xong, có bản án, kết thúc', 'khi kết thúc'],
  }),
]

/** What the whole matter is. A question's words of life count here as the words of law they stand for. */
const matters = facet('matter', 0.7, 0, {
  once: ['bảo hiểm xã hội một lần, rút bảo hiểm', 'bảo hiểm xã hội một lần'],
  kin: ['xác nhận con, con người có công, thân nhân người có công', 'thân nhân của người có công'],
  training: ['học đại học, học nghề, đào tạo, học phí, khóa học, lớp sơ cấp, học lái, tiếng hàn, nâng cao trình độ', 'đào tạo, học nghề, theo học, học tập'],
  funeral: ['mai táng, ma chay, tang lễ, chôn, hậu sự', 'mai táng'],
  pension: ['lương hưu, hưu trí, sổ hưu', 'lương hưu, hưu trí'],
  elderly: ['người già, hưu trí xã hội, tiền già, người cao tuổi', 'hưu trí xã hội, người cao tuổi'],
  maternity: ['thai sản, sinh con, sảy thai', 'thai sản'],
  sick: ['ốm đau', 'ốm đau'],
  recovery: ['dưỡng sức, điều dưỡng', 'dưỡng sức, điều dưỡng'],
  jobless: ['thất nghiệp', 'thất nghiệp'],
  poverty: ['hộ nghèo, thoát nghèo, cận nghèo', 'hộ nghèo, hộ thoát nghèo'],
  disability: ['khuyết tật', 'khuyết tật'],
  martyr: ['liệt sĩ, liệt sỹ', 'liệt sĩ, liệt sỹ, tổ quốc ghi công'],
  invalid: ['thương binh, bị thương', 'thương binh, bị thương'],
  sickSoldier: ['bệnh binh', 'bệnh binh'],
  permit: ['giấy phép lao động', 'giấy phép lao động'],
  abroad: ['đi làm việc ở nước ngoài, xuất khẩu lao động', 'đi làm việc ở nước ngoài, ngoài nước, ký quỹ, về nước trước thời hạn, trực tiếp giao kết'],
  rehab: ['cai nghiện', 'cai nghiện'],
  inspection: ['kiểm định', 'kiểm định'],
  school: ['trường trung cấp, trường cao đẳng, trường nghề, phân hiệu, trung tâm giáo dục nghề nghiệp', 'trường trung cấp, trường cao đẳng, phân hiệu, trung tâm giáo dục nghề nghiệp'],
  boarding: ['nội trú', 'nội trú'],
  survivor: ['tuất', 'tuất'],
  accident: ['tai nạn lao động, bệnh nghề nghiệp', 'tai nạn lao động, bệnh nghề nghiệp'],
  labourRecord: ['đăng ký lao động', 'đăng ký lao động'],
  skill: ['kỹ năng nghề quốc gia', 'kỹ năng nghề quốc gia'],
})

/** Who pays and keeps the file; a record's comes from its name and its field. */
const schemes = facet('scheme', 0.6, 0, {
  insurance: ['bảo hiểm xã hội, đóng bảo hiểm, sổ bảo hiểm, bảo hiểm y tế, tham gia bảo hiểm', 'bảo hiểm xã hội, bảo hiểm y tế'],
  merit: ['người có công, liệt sĩ, thương binh, bệnh binh, kháng chiến', 'người có công, liệt sĩ, thương binh, kháng chiến, quân nhân'],
  relief: ['bảo trợ, hộ nghèo, khuyết tật, người cao tuổi, mồ côi', 'bảo trợ xã hội, giảm nghèo'],
})

/** For each facet that speaks: its values. A record's come from its name, a question's from its words. */
export type Facets = Map<string, Set<string>>

const read = (text: string, side: 'asked' | 'named'): Facets => {
  const found: Facets = new Map()
  for (const one of facets) add(found, one, text, side)
  return found
}

function add(found: Facets, { name, values }: Facet, text: string, side: 'asked' | 'named'): void {
  const spoken = Object.keys(values).filter(value => values[value]![side](text))
  if (spoken.length) found.set(name, new Set(spoken))
}

/** `text`: lower-case words with a blank between and on both ends. */
/** `law`: the words of law that the question's sayings stand for, also with blanks around. */
export function facetsAsked(text: string, law = ' '): Facets {
  // The commune's police are no police officers by law.
  const found = read(text.replaceAll(' công an xã ', ' cán bộ xã '), 'asked')
  // A child of an invalid or a martyr asks for itself.
  const asked = `${text}${law}`.replace(/ con (?:của )?(?:thương binh|liệt sĩ|người có công) /g, ' con người có công ')
  for (const one of [matters, schemes]) add(found, one, asked, 'asked')
  // Who wants it back says first that it was stopped.
  if (found.has('force') && !found.has('era')) {
    const era = eraOf(text)
    if (era) found.set('era', new Set([era]))
  }
  const operation = found.get('operation')
  if (operation?.has('resume')) for (const cause of ['pause', 'stop']) operation.delete(cause)
  // 'Sửa đăng ký', 'gia hạn đăng ký' are no registrations.
  if (operation && operation.size > 1) operation.delete('register')
  return found
}

const nameStart = 34

export function facetsNamed(text: string, field = ' '): Facets {
  const found = read(text, 'named')
  if (/^ (?:thủ tục )?(?:xét |đề nghị )?(?:cấp|công bố|thành lập) (?!lại|đổi)/.test(text) && !found.has('operation')) found.set('operation', new Set(['grant']))
  // A long name ends with who is left out of it ('chưa được hưởng chế độ bệnh binh …').
  add(found, matters, ` ${text.trim().split(' ').slice(0, nameStart).join(' ')} `, 'named')
  if (/^ (?:thủ tục )?(?:đăng ký|tham gia) /.test(text)) found.set('operation', new Set([...found.get('operation') ?? [], 'register']))
  add(found, schemes, `${text}${field}`, 'named')
  if (text.includes(' không thuộc quân đội ')) found.set('force', new Set(['civil']))
  return found
}

/** The war of a soldier's years: 'nhập ngũ năm 1978', 'đi bộ đội năm 68'. The first year told is when it began. */
function eraOf(text: string): 'french' | 'american' | 'after' | undefined {
  const told = /(?: năm | hồi | từ )(?:19)?(4[5-9]|[5-8]\d)(?= )/.exec(text)
  if (!told) return undefined
  const year = Number(told[1])
  return year <= 54 ? 'french' : year <= 75 ? 'american' : 'after'
}

/** 1 when all that is asked is named, 0.5 … 0 when some of it is, -1 when none is. */
function shared(asked: ReadonlySet<string>, named: ReadonlySet<string>): number {
  let both = 0
  for (const value of asked) if (named.has(value)) both++
  return both === 0 ? -1 : both / asked.size
}

const everyFacet = [...facets, matters, schemes]

/** What one facet adds to the agreement. */
function points({ name, weight, silent }: Facet, asked: Facets, named: Facets): number {
  const a = asked.get(name)
  const n = named.get(name)
  if (a && n) return shared(a, n) * weight
  if (a) return -weight * 0.35
  // To be granted something for the first time is what people mean who say no operation.
  return n && !n.has('grant') ? -silent : 0
}

/** How well a record agrees with a question: about -2 to 2, 0 when neither says anything. */
export function agreement(asked: Facets, named: Facets): number {
  let sum = 0
  for (const one of everyFacet) sum += points(one, asked, named)
  return sum
}

/** One facet of an agreement, each value by the first of its words. */
export interface FacetAgreement { facet: string, asked: string[], named: string[], points: number }

/** The same, facet by facet: those of which either speaks. */
export const agreementByFacet = (asked: Facets, named: Facets): FacetAgreement[] => everyFacet.flatMap(one => {
  const labels = (side: Facets) => [...side.get(one.name) ?? []].map(value => one.values[value]!.label)
  const told = { facet: one.name, asked: labels(asked), named: labels(named), points: points(one, asked, named) }
  return told.asked.length || told.named.length ? [told] : []
})

interface Range { unit: string, from: number, to: number }

/** 'từ đủ 15 đến dưới 20 năm', 'dưới 15 năm', 'từ đủ 75 tuổi', '20 năm trở lên' in a record's name. */
export function rangesNamed(name: string): Range[] {
  const found: Range[] = []
  const text = name.toLowerCase()
  for (const [, a, b, unit] of text.matchAll(/từ (?:đủ )?(\d+)(?: năm| tuổi)? (?:đến|tới) (?:dưới )?(\d+) (năm|tuổi)/g)) found.push({ unit: unit!, from: Number(a), to: Number(b) })
  for (const [, a, unit] of text.matchAll(/(?<!đến )(?<!tới )dưới (\d+) (năm|tuổi)/g)) found.push({ unit: unit!, from: 0, to: Number(a) })
  for (const [, a, unit] of text.matchAll(/(\d+) (năm|tuổi) trở lên/g)) found.push({ unit: unit!, from: Number(a), to: Infinity })
  return found
}

/** Numbers of years or of age in a question ('21 năm', '76 tuổi'); calendar years are not meant. */
export function amountsAsked(text: string): { unit: string, number: number }[] {
  return [...text.matchAll(/(\d{1,2}) (năm|tuổi)(?! \d{2,4})/g)].map(([, number, unit]) => ({ unit: unit!, number: Number(number) }))
}

/** 1 when a number asked lies in a range named, -1 when it lies in none of that unit, 0 when nothing can be compared. */
export function rangeAgreement(asked: { unit: string, number: number }[], ranges: Range[]): number {
  let sum = 0
  for (const unit of ['năm', 'tuổi']) {
    const numbers = asked.filter((one) => one.unit === unit).map((one) => one.number)
    const spans = ranges.filter((one) => one.unit === unit)
    if (!numbers.length || !spans.length) continue
    sum += numbers.some((number) => spans.some(({ from, to }) => number >= from && number < to)) ? 1 : -1
  }
  return sum
}
