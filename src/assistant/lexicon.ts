// Words of life and the words of law that records use for them: general knowledge of the field, no single procedure.
// One line is `words of law = what people say, what people say`. Every match adds the words of law to the question;
// `a + b` matches where both are said.
import { keysOf } from './vietnamese.ts'

const lines = `
thai sản sinh con = ở cữ, đẻ, mới đẻ, sinh cháu, sinh bé, sinh em bé, sinh mổ, sinh đôi, bầu bí, nghỉ sinh, nghỉ đẻ, có bầu, mang bầu, tiền đẻ, tiền sinh, lâm bồn, vỡ ối
lao động nữ sinh con = nghỉ thai sản, em mới sinh, sinh cháu được
khám thai = đi khám thai, siêu âm thai
sảy thai = bị động thai, không giữ được thai, không giữ được, thai lưu, hư thai, mất con trong bụng, bỏ thai, sẩy thai
biện pháp tránh thai = đặt vòng, triệt sản, thắt ống dẫn trứng
nhận nuôi con nuôi dưới 6 tháng tuổi = nhận con nuôi, xin con nuôi, nuôi con nuôi
lao động nam khi vợ sinh con = vợ đẻ, vợ sinh, vợ em mới đẻ, vợ em sinh, vợ tôi sinh, đàn ông nghỉ, chồng nghỉ, chồng được nghỉ, chồng được nhận
ốm đau = nghỉ ốm, tiền ốm, nằm viện, trông con ốm, con ốm, nghỉ trông con, ốm dài ngày
dưỡng sức phục hồi sức khỏe = nghỉ dưỡng sức, người vẫn yếu, nghỉ thêm cho khỏe, còn yếu
mai táng bảo hiểm xã hội = mai táng + đóng bảo hiểm, mai táng + bảo hiểm xã hội
đối tượng từ trần thân nhân = bộ đội + mất, mất rồi + chế độ một lần, vừa mất + chế độ một lần
hợp đồng lao động với nhiều người sử dụng lao động = tai nạn + hai công ty, hợp đồng + nơi khác, hợp đồng + kho khác
bệnh nghề nghiệp khi đã nghỉ hưu = nghỉ hưu + bụi phổi, về hưu + bệnh nghề
thai sản sảy thai = thai + không giữ được, mang thai + bị động
mai táng = ma chay, đám ma, đám tang, chôn cất, tang lễ, tiền tang, tiền chôn, lo hậu sự, lo đám, hỏa táng, chôn xong, tiền tuất mai táng
từ trần chết = qua đời, vừa mất, mới mất, khuất núi, tạ thế, mất rồi, đã mất, lâm chung
tử tuất tuất hằng tháng = tiền tuất, tuất cho con
tuất một lần = tuất một cục, nhận tuất một lần
bảo hiểm xã hội một lần = rút một lần, rút bảo hiểm, rút sổ bảo hiểm, lấy bảo hiểm một lần, rút bhxh, rút bảo hiểm xã hội, lãnh một cục, lấy một cục, nhận một cục, lãnh bảo hiểm một lần
lương hưu = tiền hưu, sổ hưu, lĩnh hưu, về hưu, nghỉ hưu, hưu trí, lãnh hưu, đủ tuổi hưu
lương hưu tham gia bảo hiểm xã hội tự nguyện = đóng tự nguyện đủ tuổi, hưu tự nguyện
đăng ký đóng bảo hiểm xã hội tự nguyện = tham gia bảo hiểm xã hội tự nguyện, mua bảo hiểm xã hội tự nguyện, muốn đóng tự nguyện, tham gia tự nguyện, mua bảo hiểm tự nguyện, đóng thêm tự nguyện
bảo hiểm xã hội tự nguyện = bảo hiểm tự nguyện, tự đóng bảo hiểm, mua bảo hiểm xã hội, chạy xe ôm, đóng tự nguyện
lĩnh = lãnh, lĩnh tiền, lãnh tiền
uỷ quyền lĩnh thay = lĩnh hộ, lĩnh giúp, nhận hộ, nhận giùm, nhận thay, lãnh giùm, lãnh thay, nhờ con lĩnh, nhờ tôi lĩnh, nhờ lĩnh, lĩnh lương hộ, nhờ con trai đi lĩnh
truy lĩnh còn chế độ chưa nhận = chưa kịp lĩnh, lương hưu + chưa lĩnh, lương hưu + chưa nhận, chưa lĩnh tháng cuối, tháng lương cuối, lương hưu chưa nhận, tiền hưu chưa lấy
tài khoản cá nhân hình thức nhận = thẻ atm, thẻ ngân hàng, vào thẻ, qua thẻ, qua tài khoản, chuyển khoản lương hưu, tiền mặt
nơi nhận lương hưu chuyển hưởng sang địa bàn khác = chuyển chỗ lĩnh, chuyển nơi lĩnh, đổi chỗ lĩnh, lĩnh lương hưu ở nơi khác, nhận lương hưu trong đó, chuyển lương hưu, chuyển sổ hưu, chuyển nơi nhận lương
tiếp tục hưởng lương hưu tạm dừng chấm dứt hưởng = lĩnh lại lương hưu, bị cắt lương hưu, cắt lương hưu, lĩnh lại lương, cắt lương, hưởng lại lương hưu
chấp hành xong hình phạt tù = đi tù về, ra tù, mãn hạn tù, ở tù
xuất cảnh trái phép trở về nước = vượt biên
ra nước ngoài để định cư = định cư, ở hẳn bên, sang mỹ ở, đi mỹ định cư, ra nước ngoài ở hẳn, về nước không ở, sang ở với con
hợp tác lao động = đi lao động tiệp, lao động tiệp khắc, đông đức, liên xô, tiệp khắc, bungari, ba lan, hiệp định lao động, đi tây ngày xưa
trợ cấp hàng tháng quyết định 613 = mất sức hết hạn, hết hạn mất sức, cắt trợ cấp mất sức
mất sức lao động = mất sức
cấp lại sổ bảo hiểm xã hội = mất sổ, mất sổ bảo hiểm, sổ bảo hiểm cháy, thất lạc sổ, thất lạc cuốn sổ bảo hiểm, cuốn sổ
điều chỉnh thông tin sổ bảo hiểm xã hội thẻ bảo hiểm y tế = sai tên trên thẻ, thẻ bhyt in sai, sổ bảo hiểm sai, đổi thẻ bảo hiểm, thẻ bảo hiểm sai, in sai
xác nhận thời gian đóng bảo hiểm xã hội = quãng thời gian đóng, năm đóng, chốt sổ, xác nhận quá trình đóng
tạm dừng đóng quỹ hưu trí và tử tuất = công ty khó khăn xin dừng đóng, tạm ngừng đóng bảo hiểm, hoãn đóng bảo hiểm
người lao động không đủ điều kiện hưởng lương hưu chưa đủ tuổi hưởng trợ cấp hưu trí xã hội = chưa đủ lương hưu, chưa đủ năm lương hưu, lỡ cỡ, không đủ năm đóng, chưa đủ tuổi người già, chưa đủ tuổi hưởng
nhà giáo phụ cấp thâm niên = giáo viên về hưu, thầy giáo về hưu, cô giáo nghỉ hưu, thâm niên nhà giáo
cán bộ xã = trưởng công an xã, phó chủ tịch, chủ tịch xã, cán bộ phường
tai nạn lao động = bị máy, ngã giàn giáo, dập tay, cụt ngón, đứt ngón, máy cán, tai nạn trên đường đi làm, tai nạn khi làm, bị pallet
bệnh nghề nghiệp = bụi phổi, điếc do ồn, nhiễm độc chì, bệnh do nghề
thương tật bệnh tật tái phát = vết thương cũ, tái phát, đau lại
đã bị tai nạn lao động nay tiếp tục bị = lần hai, bị lần nữa, lại bị, lần sau
nhiều người sử dụng lao động = hai công ty, hai xưởng, nhiều công ty, hai chỗ, nhiều chủ, nơi khác có hợp đồng, chỗ thứ hai, hai nơi
hỗ trợ chuyển đổi nghề nghiệp = đổi nghề, học nghề khác, đào tạo lại
phát hiện bị bệnh nghề nghiệp khi đã nghỉ hưu = về hưu mới phát hiện, nghỉ hưu mới phát hiện, nghỉ làm mỏ, nghỉ hưu được, về hưu ba năm
trợ cấp thất nghiệp = tiền thất nghiệp, bảo hiểm thất nghiệp, lãnh thất nghiệp, ăn thất nghiệp, mất việc, thất nghiệp, bị cho nghỉ việc, cho nghỉ việc, ăn bảo hiểm thất nghiệp
hưởng trợ cấp thất nghiệp = làm bảo hiểm thất nghiệp, bị cắt giảm, lãnh bảo hiểm thất nghiệp
thông báo hằng tháng về việc tìm kiếm việc làm = khai báo hằng tháng, khai tìm việc, khai báo tìm việc, trình diện, báo tình hình tìm việc, khai báo việc làm, điểm danh
tạm dừng hưởng trợ cấp thất nghiệp = quên khai, quên khai báo, bị treo tiền, dừng tiền thất nghiệp, ngưng tiền thất nghiệp
tiếp tục hưởng trợ cấp thất nghiệp = hết bị treo, được nhận lại tiền thất nghiệp, nhận tiếp tiền thất nghiệp, mở lại tiền thất nghiệp
chấm dứt hưởng trợ cấp thất nghiệp = xin được chỗ mới, có việc mới, tìm được việc, xin được việc, đi làm lại
chuyển nơi hưởng = về quê lĩnh, mang về quê, lĩnh tiếp, chuyển tiền về quê, chuyển về quê, chuyển chỗ hưởng, lĩnh ở tỉnh khác
tư vấn giới thiệu việc làm = tìm giúp chỗ làm, tìm việc giúp, giới thiệu chỗ làm, tìm chỗ làm mới
hỗ trợ đào tạo nâng cao trình độ kỹ năng nghề = trả học phí, xin học nghề, học nghề miễn phí, hỗ trợ học nghề, cho đi học nghề, tiền học nghề
đào tạo nghề nông thôn thanh niên = ra quân + học nghề, xuất ngũ + học nghề, nghĩa vụ + học nghề, học lái máy, đi nghĩa vụ về, nông dân học nghề, ở nông thôn học nghề, học sơ cấp, lớp sơ cấp
hỗ trợ người sử dụng lao động đào tạo duy trì việc làm = giữ chân công nhân, giữ việc làm, đào tạo lại công nhân, công ty đào tạo lại công nhân, duy trì việc làm
giấy phép lao động = giấy phép cho người nước ngoài, giấy phép làm việc cho sếp, giấy phép lao động cho sếp, giấy phép cho lao động nước ngoài, giấy phép cho ông
người lao động nước ngoài = người nước ngoài, sếp tây, chuyên gia, ông tây, giám đốc người, quản lý người, kỹ sư trung quốc, chồng em người, lấy vợ việt, sếp hàn, sếp nhật, quốc tịch, trưởng đại diện, expat
không thuộc diện cấp giấy phép lao động = miễn giấy phép, miễn giấy phép lao động, khỏi xin giấy phép, không phải xin giấy phép, giấy miễn, miễn gplđ, không cần giấy phép lao động, diện miễn, khỏi giấy phép, phải xin giấy phép lao động không, giấy xác nhận miễn
chuyên gia khoa học công nghệ = nhà khoa học, giáo sư nước ngoài, chuyên gia khoa học
công dân ô xtơ rây li a = úc, australia, người úc
công dân niu di lân = new zealand, niu di lân, niu zi lân, newzealand, kiwi
lao động kết hợp kỳ nghỉ làm việc trong kỳ nghỉ = vừa chơi vừa làm, vừa du lịch vừa làm, vừa chơi vừa đi làm, đi chơi kết hợp làm, working holiday
dịch vụ đưa người lao động đi làm việc ở nước ngoài theo hợp đồng = xuất khẩu lao động, công ty xuất khẩu lao động, công ty phái cử, dịch vụ đưa người, đưa người đi nước ngoài, đưa lao động ra nước ngoài, phái cử lao động, môi giới xuất khẩu lao động, đưa lao động đi
đi làm việc ở nước ngoài theo hợp đồng = đi xuất khẩu, đi nhật, đi hàn, đi đài loan, sang nhật, sang hàn, sang đài loan, làm bên malaysia, đi ả rập, bên đài loan, làm ở đài loan, đi lao động nước ngoài
hợp đồng lao động trực tiếp giao kết = tự ký hợp đồng, tự ký, tự tìm được chủ, ký thẳng, không qua môi giới, không qua công ty, ký trực tiếp, hợp đồng tự ký
đăng ký trực tuyến hợp đồng lao động quỹ hỗ trợ việc làm ngoài nước = sang bên đó rồi mới ký, du học xong ở lại, ký luôn bên, ký hợp đồng bên ấy, đang ở nước ngoài ký, thăm thân rồi, ký hợp đồng làm luôn bên ấy
về nước trước thời hạn rủi ro = phải về sớm, về trước hạn, phải về nước, về nước sớm, xưởng phá sản, chủ đánh, bị ngược đãi
thân nhân của người lao động bị chết mất tích = chết bên, mất bên, chết bên đó, mất bên đó, chết ở nước ngoài, mất tích bên
giải quyết tranh chấp = kiện chủ, thuê luật sư, giữ lương, kiện, luật sư, vụ kiện
khi tiến hành vụ việc = vụ còn đang xử, đang xử, đang kiện
khi kết thúc vụ việc = xử xong, kiện xong, có bản án
đưa thi hài di hài = đưa xác, đưa tro cốt, đưa hài cốt, đưa thi thể
nhận lại tiền ký quỹ = rút tiền ký quỹ, lấy lại tiền ký quỹ, rút ký quỹ, rút lại tiền ký quỹ, hoàn ký quỹ, hoàn trả ký quỹ
tiền ký quỹ = tiền cọc, tiền thế chân
đào tạo nâng cao trình độ kỹ năng nghề ở nước ngoài = thực tập sinh, thực tập nâng cao tay nghề, đi tu nghiệp
tiếng hàn chương trình eps = thi eps, eps topik, topik
thỏa thuận địa phương trung quốc hàn quốc = sang trung quốc, thoả thuận của tỉnh, thỏa thuận của tỉnh
hỗ trợ tiền vé xe = tiền xe, tiền tàu xe, tiền vé
đi làm việc ngoài tỉnh = làm ở tỉnh khác, đi làm xa, xuống bắc giang làm, đi làm công ty tỉnh khác
người khuyết tật = bị liệt, tàn tật, bại não, tự kỷ, câm điếc, bại liệt, mù, liệt nửa người, hội chứng down, chậm phát triển, tâm thần, cụt chân, giấy khuyết tật, khiếm thị, khiếm thính
xác định lại mức độ khuyết tật = khám lại mức tật, giám định lại mức tật, nặng hơn trước, yếu hơn trước
xác định mức độ khuyết tật cấp giấy xác nhận khuyết tật = làm giấy khuyết tật, công nhận là người khuyết tật, xác nhận khuyết tật, xin giấy khuyết tật, mức tật
trợ cấp hưu trí xã hội = tiền người già, trợ cấp người già, tiền cho các cụ, tiền cụ, không có lương hưu, không lương hưu, không có đồng lương nào, tiền già, lương người già, hưu trí xã hội, trợ cấp cho cụ, người già
người cao tuổi = người già, cụ già, ông bà già
trợ cấp xã hội hàng tháng hỗ trợ kinh phí chăm sóc nuôi dưỡng = bị liệt + trợ cấp, khuyết tật + trợ cấp hằng tháng, mồ côi + trợ cấp, tâm thần + trợ cấp, đơn thân + trợ cấp
trợ cấp xã hội hàng tháng = trợ cấp bảo trợ, tiền bảo trợ, trợ cấp trẻ mồ côi, mẹ đơn thân, đơn thân nuôi con, trợ cấp khuyết tật, nuôi con một mình
kinh phí chăm sóc nuôi dưỡng = tiền chăm sóc, nhận chăm người khuyết tật, tiền nuôi người khuyết tật
cơ sở trợ giúp xã hội = viện dưỡng lão, nhà dưỡng lão, trại dưỡng lão, trung tâm bảo trợ, mái ấm, trại trẻ, không nơi nương tựa, không ai chăm
chăm sóc thay thế cho trẻ em = nhận nuôi trẻ, nhận nuôi, nhận đỡ đầu, mồ côi + nhận, bị bỏ rơi, nuôi hộ cháu, nhận chăm sóc
bệnh hiểm nghèo = ung thư, suy thận, chạy thận, trợ giúp khẩn cấp
nhiễm chất độc hóa học = chất độc da cam, da cam, dioxin
hộ nghèo = nhà khó khăn, gia đình khó khăn, nhà nghèo, diện nghèo, khó khăn quá, sổ nghèo
công nhận hộ nghèo thường xuyên phát sinh trong năm = giữa năm, không đợi cuối năm, vào hộ nghèo ngay, vừa cháy, lũ cuốn, xin vào hộ nghèo, xét hộ nghèo
công nhận hộ thoát nghèo thoát cận nghèo = ra khỏi hộ nghèo, ra khỏi hộ cận nghèo, rút khỏi danh sách, khá rồi, khá lên, xin thoát nghèo, ra khỏi danh sách, rút ra, hết nghèo
xác nhận đối tượng hộ thoát nghèo miễn giảm học phí = vừa ra khỏi hộ nghèo, bớt học phí, giảm học phí, giấy xác nhận thoát nghèo
người lao động có thu nhập thấp = lao động thu nhập thấp, thu nhập thấp, bữa đực bữa cái, làm thuê
hộ làm nông nghiệp lâm nghiệp ngư nghiệp diêm nghiệp mức sống trung bình = làm ruộng làm muối, làm muối, nông lâm ngư, mức sống trung bình
miễn giảm học phí = giảm học phí
thờ cúng liệt sĩ = hương khói, giỗ chạp, thờ chú, thờ bác, thờ cúng, tiền thờ cúng, cúng giỗ, giao thờ
liệt sĩ hy sinh = báo tử, hy sinh, hi sinh
mất tích = mất tin, bặt tin, không còn tin tức, không có tin tức
thăm viếng mộ liệt sĩ = viếng mộ, thăm mộ, thấy mộ, đi viếng, ra mộ, giấy giới thiệu viếng mộ
bằng tổ quốc ghi công = bằng liệt sĩ, tổ quốc ghi công
công nhận thương binh = làm thương binh, kê khai thương binh, xét thương binh, xin thương binh, vết thương + chiến tranh, vết thương + biên giới, vết thương + bộ đội
người hưởng chính sách như thương binh = hưởng như thương binh, như thương binh
bị thương không thuộc quân đội công an = dân thường bị thương, thanh niên xung phong bị thương, dân quân bị thương, du kích bị thương
cấp lại giấy chứng nhận thương binh = mất thẻ thương binh, thẻ thương binh, mất sổ thương binh
di chuyển hồ sơ thay đổi nơi thường trú = chuyển hồ sơ, chuyển khẩu, đổi hộ khẩu, hộ khẩu đã nhập, nhập hộ khẩu, chuyển chế độ, chuyển hộ khẩu
sửa đổi bổ sung thông tin cá nhân = sai năm sinh, sai tên đệm, sai quê quán, sai ngày sinh, sai họ tên, ghi sai, sửa hồ sơ, xin sửa, đính chính
người có công = ưu đãi người có công, chế độ người có công
xác nhận thân nhân của người có công = xác nhận con, giấy xác nhận con, con thương binh + xác nhận, con liệt sĩ + xác nhận, giấy con thương binh, giấy con liệt sĩ, xác nhận con thương binh, xác nhận con liệt sĩ, chứng nhận con người có công
hỗ trợ để theo học đến trình độ đại học = học đại học + liệt sĩ, học đại học + thương binh, đang học đại học, con thương binh học đại học, con liệt sĩ đi học, ưu đãi giáo dục, con người có công học
khám giám định lại tỷ lệ tổn thương cơ thể vết thương tái phát = giám định lại, khám lại tỷ lệ, vết thương tái phát
phương tiện trợ giúp dụng cụ chỉnh hình = chân giả, tay giả, xe lăn, máy trợ thính, nạng
điều dưỡng phục hồi sức khỏe tại nhà = điều dưỡng
tạm đình chỉ chấm dứt hưởng chế độ ưu đãi = phạt tù, cắt chế độ, bị cắt chế độ, đi tù
hưởng lại chế độ ưu đãi = khôi phục chế độ, hưởng lại ưu đãi
quân nhân quân đội = bộ đội, đi lính, lính, quân ngũ, đi nghĩa vụ, nghĩa vụ quân sự, trung đoàn, đơn vị bộ đội
đang tại ngũ công tác = đang tại ngũ, còn tại ngũ, trong quân ngũ, đang công tác trong quân đội, đang đi nghĩa vụ, đang tại ngủ
phục viên xuất ngũ = ra quân, giải ngũ, xuất ngũ lâu, về quê lâu, phục viên về, ra quân lâu rồi
đã chuyển ra = xuất ngũ lâu, chuyển ra địa phương, chuyển về địa phương, ra quân lâu, xuất ngũ rồi
công an nhân dân = công an, cảnh sát, chiến sĩ công an
công an cấp tỉnh = công an tỉnh
kháng chiến chống mỹ cứu nước = chống mỹ, đánh mỹ, thời mỹ, kháng chiến
chiến trường b c k = đi b, chiến trường c, chiến trường k, chiến trường b, vào b
chiến tranh bảo vệ tổ quốc làm nhiệm vụ quốc tế = pôn pốt, biên giới phía bắc, biên giới 1979, vị xuyên, đánh biên giới, chiến tranh biên giới, campuchia, căm pu chia, biên giới tây nam, hà giang năm, giúp bạn lào
truy quét fulro = fulro, phun rô
dân công hỏa tuyến = gánh đạn, tải đạn, tải gạo, dân công
thanh niên xung phong = xung phong
du kích thôn ấp miền nam = du kích
không còn lưu giữ được giấy tờ cư trú ở địa phương khác = giấy tờ cháy, giấy tờ mất hết, mất giấy xuất ngũ, giấy xuất ngũ mất, không còn giấy tờ, sống xa quê, ở tỉnh khác quê
đối tượng đã từ trần thân nhân = bố tôi mất, chồng tôi mất, anh tôi mất, ba tôi mất, vừa mất con làm đơn, năm ngoái ung thư mất
định cư ở nước ngoài ủy quyền cho thân nhân = ở hẳn bên pháp, ở lại nước ngoài, giấy uỷ quyền nhờ, ở lại luôn
chế độ hưu trí = xin lương hưu, làm hồ sơ hưu trí
chứng chỉ kiểm định viên = thẻ kiểm định viên, thẻ kiểm định, kiểm định viên an toàn
máy thiết bị thi công xây dựng = cẩu tháp, vận thăng, máy xây dựng, công trường, giàn giáo
giấy chứng nhận đủ điều kiện hoạt động kiểm định kỹ thuật an toàn lao động = trung tâm kiểm định, đơn vị kiểm định, giấy đủ điều kiện kiểm định, công ty kiểm định
bị hỏng hoặc mất = bị rách, ướt nát, cháy mất, đánh mất, làm mất, làm thất lạc, bị mất, bị hỏng, mất cắp, rách nát
trường hợp bị thu hồi = bị rút, bị thu, bị tước
bổ sung sửa đổi nội dung chứng chỉ = ghi thêm, bổ sung phạm vi
đăng ký nội quy lao động = nội quy công ty, nội quy
giáo dục nghề nghiệp = dạy nghề, trường nghề, học nghề, trung tâm nghề
cơ sở giáo dục nghề nghiệp tư thục = trường nghề tư, trường tư
trung tâm giáo dục nghề nghiệp = trung tâm dạy nghề
thành lập cho phép thành lập = mở trường, lập trường, xin mở, mở trung tâm, thành lập trường, mở thêm
phân hiệu = cơ sở hai, cơ sở 2, cơ sở thứ hai
chia tách sáp nhập = nhập về một mối, nhập lại, gộp, sáp nhập, tách ra
giải thể chấm dứt hoạt động = đóng cửa, giải tán, bỏ phân hiệu, xoá phân hiệu, xóa phân hiệu, ngừng hoạt động trường
đổi tên trường = lấy tên mới, đổi tên, tên mới
đăng ký hoạt động giáo dục nghề nghiệp = đăng ký hoạt động dạy nghề, mở ngành dạy nghề
cấp phép hoạt động giáo dục nghề nghiệp phân hiệu = xin phép dạy nghề, phép cho phân hiệu
luật thủ đô = thủ đô, trường cao đẳng ở hà nội, trường cao đẳng tại hà nội
chính sách nội trú = học bổng nội trú, học bổng chính sách, nội trú, ký túc xá nhà nước
công nghiệp bán dẫn trí tuệ nhân tạo = bán dẫn, vi mạch, chip
kỹ năng nghề quốc gia = tay nghề quốc gia, thi tay nghề, bậc thợ, bậc nghề, thợ bậc
hoạt động đánh giá kỹ năng nghề = nơi tổ chức thi tay nghề, tổ chức thi tay nghề, tổ chức đánh giá
cai nghiện ma túy = cai nghiện, cắt cơn, nghiện ma tuý, nghiện ngập, dính ma tuý
cai nghiện tự nguyện tại gia đình cộng đồng = cai nghiện tại nhà, cắt cơn tại nhà, cai ở nhà, cai nghiện ở nhà
cơ sở cai nghiện ma túy tự nguyện = cơ sở cai nghiện tư nhân, trung tâm cai nghiện tư nhân, mở cơ sở cai nghiện, mở trung tâm cai nghiện
thu hồi giấy phép = rút giấy phép, trả phép, trả giấy phép, không làm nữa, thôi hoạt động
giấy phép hoạt động cai nghiện = xin phép mở cơ sở cai nghiện
đăng ký lao động = khai báo lao động, khai lao động
không thuộc đối tượng tham gia bảo hiểm xã hội bắt buộc = bán hàng online, lao động tự do, chạy xe công nghệ, thợ hồ tự do, bán hàng từ do
không tham gia hoạt động kinh tế = nghỉ hẳn ở nhà, nội trợ, không kiếm việc
thay đổi tình trạng từ người có việc làm sang người thất nghiệp = báo tình trạng thất nghiệp, cập nhật tình trạng lao động
nền tảng hợp đồng lao động điện tử = hợp đồng điện tử, econtract
lý lịch tư pháp = tiền án, án tích
đăng ký tham gia bảo hiểm xã hội cấp sổ = đóng bảo hiểm cho nhân viên mới, đăng ký bảo hiểm xã hội, chủ hộ kinh doanh, chủ quán
điều chỉnh thông tin đăng ký tham gia bảo hiểm xã hội = báo bhxh cập nhật, cập nhật số căn cước, đổi số căn cước, điều chỉnh thông tin tham gia
điều chỉnh thông tin giấy phép = sửa địa chỉ, dời trụ sở, đổi trụ sở, đổi địa chỉ
gia hạn = sắp hết hạn, gần hết hạn, xin thêm hạn, hết hạn tháng sau
cấp lại = xin lại, làm lại, xin cấp lại, đổi lại, làm mới lại
người dân tộc thiểu số = người thái, người mông, người dao, người hà nhì, người tày, người nùng
công nhận = xin công nhận, được công nhận
bằng khen của thủ tướng chính phủ = bằng khen thủ tướng, bằng khen
`

export interface Saying {
  said: string[]
  law: string[]
  /** Must stand somewhere in the question as well ('xuất ngũ + học nghề'). */
  also: string[] | null
}

/** Sayings by their first key, longest first. */
export const sayings: ReadonlyMap<string, readonly Saying[]> = (() => {
  const found = new Map<string, Saying[]>()
  for (const one of lines.trim().split('\n')) {
    const [law, said] = one.split('=') as [string, string]
    for (const phrase of said.split(',')) {
      const [start, also] = phrase.split('+')
      const keys = keysOf(start!)
      const list = found.get(keys[0]!) ?? []
      list.push({ said: keys, law: keysOf(law), also: also ? keysOf(also) : null })
      found.set(keys[0]!, list)
    }
  }
  for (const list of found.values()) list.sort((a, b) => b.said.length - a.said.length || Number(b.also !== null) - Number(a.also !== null))
  return found
})()

/** The phrases as text: what restoring of tones learns of the words that records do not have. */
export const sayingLines: readonly string[] = lines.trim().split('\n').flatMap((one) => one.split(/[=,+]/))
