// The columns of the plan's workbook: written by the export, looked for by the import.
export const planTitles = {
  year: 'Năm', quarter: 'Quý', unitId: 'Đơn vị', topic: 'Nội dung', forms: 'Hình thức', audience: 'Đối tượng', budget: 'Kinh phí', wanted: 'Số sản phẩm',
  due: 'Hạn phát xong', taskId: 'Nhiệm vụ của kế hoạch cải cách', id: 'Mã dòng',
}
export type PlanColumn = keyof typeof planTitles
/** Without these a sheet is none of the plan; what other columns say stays as it is where they are missing. */
export const neededColumns: readonly PlanColumn[] = ['year', 'quarter', 'unitId', 'topic', 'forms', 'wanted', 'due']
