// Short forms written out: those of the records and of office notes, and those of chat that only questions use.

const table = (text: string) => text.trim().split('\n').map((line) => line.split('=').map((part) => part.trim()) as [string, string])

/** Read the same in records and in questions, in any case; the value is the list of words. */
export const abbreviations = new Map(table(`
bhxh = bảo hiểm xã hội
bhyt = bảo hiểm y tế
bhtn = bảo hiểm thất nghiệp
bhtnlđ = bảo hiểm tai nạn lao động
tnlđ = tai nạn lao động
bnn = bệnh nghề nghiệp
dsphsk = dưỡng sức phục hồi sức khỏe
gđyk = giám định y khoa
knlđ = khả năng lao động
hđlđ = hợp đồng lao động
nlđ = người lao động
nsdlđ = người sử dụng lao động
sdlđ = sử dụng lao động
gplđ = giấy phép lao động
nlđnn = người lao động nước ngoài
lđnn = lao động nước ngoài
ubnd = ủy ban nhân dân
hđnd = hội đồng nhân dân
ttpvhcc = trung tâm phục vụ hành chính công
tthcc = trung tâm hành chính công
bpmc = bộ phận một cửa
tthc = thủ tục hành chính
dvc = dịch vụ công
dvctt = dịch vụ công trực tuyến
gdnn = giáo dục nghề nghiệp
gdđt = giáo dục đào tạo
sgdđt = sở giáo dục đào tạo
lđtbxh = lao động thương binh xã hội
tbxh = thương binh xã hội
btxh = bảo trợ xã hội
tnxp = thanh niên xung phong
llvt = lực lượng vũ trang
llvtnd = lực lượng vũ trang nhân dân
cccd = căn cước công dân
cmnd = chứng minh nhân dân
kcb = khám bệnh chữa bệnh
atvslđ = an toàn vệ sinh lao động
atlđ = an toàn lao động
kđv = kiểm định viên
cbccvc = cán bộ công chức viên chức
knn = kỹ năng nghề
gcn = giấy chứng nhận
ncc = người có công
cntt = công nghệ thông tin
`).map(([short, long]) => [short, long.split(' ')]))

/** Two-word short forms, before single ones: the neighbour says which reading is meant. */
export const askedPairs: [RegExp, string][] = [
  // Words of the centre that are other words elsewhere: 'ở mô' is 'ở đâu', 'giấy chi' is 'giấy gì'.
  [/(?<=(?:ở|đi|tới|chỗ|nơi|nộp|lên)\s)mô(?![\p{L}])/giu, 'đâu'], [/(?<=(?:giấy|tờ|cần|nộp|đem|mang|làm|cái|thứ)\s)chi(?=\s*(?:[?.,!]|$|ạ|hả|vậy|cho|rứa|hè|không|đó))/giu, 'gì'], [/(?<=(?:làm|thì)\s)răng(?=\s*(?:[?.,!]|$|ạ|hả|vậy|rứa))/giu, 'sao'],
  [/\b(trường|trg)\s+TC\b/gi, 'trường trung cấp'], [/\bPH\s+(trường|trg)\s+TC\b/gi, 'phân hiệu trường trung cấp'],
  [/\bnơi\s+TT\b/gi, 'nơi thường trú'], [/\bthoát\s+CN\b/gi, 'thoát cận nghèo'], [/\bc\/m\b/gi, 'chứng minh'],
  [/\bHN\s*\/\s*HCN\b/g, 'hộ nghèo hộ cận nghèo'], [/\bwork\s*permit\b/gi, 'giấy phép lao động'],
  [/\bTNLĐ-BNN\b/gi, 'tai nạn lao động bệnh nghề nghiệp'], [/\bLĐ\s*-?\s*TB\s*(&|và|-)?\s*XH\b/gi, 'lao động thương binh xã hội'],
  [/\bGP\s+hđ\b/gi, 'giấy phép hoạt động'], [/\bHĐ\s+lao\b/gi, 'hợp đồng lao'],
]
