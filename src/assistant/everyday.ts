// Everyday phrases that records do not have: restoring of tones learns from them how people ask.

export const everyday: readonly string[] = `
em muốn hỏi, cho em hỏi, cho tôi hỏi, cho hỏi, anh chị ơi, chị ơi, làm ơn, giúp em, giúp tôi, dạ em chào, em cảm ơn, con em, con tôi, vợ em, chồng em, chồng tôi, bố tôi, mẹ tôi, ba tôi, má tôi, ông tôi, bà tôi, bà nội, ông nội,
bà ngoại, ông ngoại, nhà em, nhà tôi, nhà mình, công ty em, bên em, anh trai tôi, em gái tôi, cháu tôi, bạn em, bạn tôi, người ta, em bị, tôi bị, con bị, bị mất, bị hỏng, làm mất, mất thẻ, mất sổ, mất giấy, xin cấp lại,
làm lại, xin lại, bao nhiêu ngày thì có, bao lâu thì có, bao lâu có kết quả, mất bao lâu, mất mấy ngày, mấy ngày có, mất bao nhiêu ngày, bao lâu được giải quyết, bao lâu thì được, mấy ngày, mấy hôm, mấy tháng, trong mấy ngày,
cần giấy gì, cần giấy tờ gì, cần những gì, cần những giấy tờ gì, hồ sơ gồm những gì, cần hồ sơ gì, phải làm gì, làm thế nào, như thế nào, nộp ở đâu, nộp đơn ở đâu, làm ở đâu, đăng ký ở đâu, nộp cho ai, nộp chỗ nào, nơi nào, ở chỗ nào,
xin ở đâu, nộp hồ sơ ở đâu, gửi ở đâu, đi đâu, lên đâu, có mất tiền không, có tốn tiền gì không, có tốn tiền không, tốn bao nhiêu, lệ phí bao nhiêu, phí bao nhiêu, hết bao nhiêu tiền, có phải đóng tiền không, có mất phí không, miễn phí không,
mẫu số mấy, theo mẫu nào, mẫu nào, dùng mẫu nào, đơn theo mẫu nào, tờ khai nào, tờ khai mẫu nào, mẫu đơn xin, nộp qua mạng được không, nộp online được không, gửi bưu điện được không, có được không, được không ạ, đúng không, phải không,
điều kiện gì, điều kiện như thế nào, ai được hưởng, có được hưởng không, được nhận giấy gì, kết quả là gì, kết quả là quyết định gì, cơ quan nào, cấp nào, ai ký, nghỉ việc, mới nghỉ việc, vừa nghỉ việc, thì sao, thì làm sao, ở đâu vậy, thế nào ạ,
em mới nghỉ việc, muốn làm, muốn xin, muốn mở, muốn chuyển, xin tiền, tiền người già, không có lương hưu, lương hưu, đi lĩnh, nhờ con trai, nhờ con, lĩnh lương hưu thay, đẻ hôm qua, mới đẻ, vợ đẻ, đóng bảo hiểm, sang việt nam, vừa chơi vừa làm,
tự ký hợp đồng, không qua công ty, đi hàn quốc, đi đài loan, đi nhật, phải về sớm, bị tai nạn, bị bệnh, khó khăn quá, xin xét, chuyển khẩu, gửi hồ sơ đi, vào miền nam, bẩm sinh, câm điếc, kỹ sư, chuyên gia trung quốc, người úc, người nước ngoài,
không phải xin, giấy phép, nhận một cục, đi mỹ định cư, đang có lương hưu, tại nhà, công an tỉnh, xã xét, công ty, nghỉ việc hưởng chế độ, hôm qua, hôm nay, năm nay, năm ngoái, tháng trước, thì nộp, thì cần, thì phải, thì bao lâu, thì có, là gì, là ai,
học nghề, xin học nghề, tiền học, dưới 3 tháng, ở nông thôn, cần những gì, có quyết định, còn kịp không, không biết, tôi muốn, em cần, giờ làm, bây giờ, giờ phải làm sao, ít nhất, nhiều nhất, nhất mấy ngày, trước hạn, hết hạn, sai tên, sai năm sinh, bị sai ngày sinh,
mai táng phí, tiền mai táng, thủ tục, làm thủ tục, hộ nghèo, thoát nghèo, khuyết tật, liệt sĩ, thương binh, thờ cúng, cho con, cho mẹ, cho bố, thì mấy ngày, có kết quả, mấy tuổi, điều kiện lãnh, lãnh trợ cấp, hưu trí xã hội, bộ đội, hy sinh, mấy ngày thì, đơn vị`
  .split(/[,\n]/).map((one) => one.trim()).filter(Boolean)
