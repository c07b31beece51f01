/** Photos of a case, in Chinese. */
export default {
  title: '照片材料',
  one: '第 %{n} 张照片',
  open: '放大第 %{n} 张照片',
  removed: '已删除',
  failed: '没能打开',
  side: { applicant: '申请人提供', respondent: '对方提供', staff: '工作人员添加' },
};
